package dev.weft.core.state;

import java.time.Duration;

/** A bound on everything. */
public final class Limits {
    /** Request ids that an execution remembers, the newest; more while it is open than after it has closed. */
    public static final int REQUEST_IDS = 10_000;

    public static final int REQUEST_IDS_CLOSED = 100;

    /** Outcomes of completed updates that a run remembers, the newest. */
    public static final int COMPLETED_UPDATES = 200;

    public static final int UPDATES_IN_FLIGHT = 100;
    public static final int PENDING_ACTIVITIES = 20_000;
    public static final int PENDING_TIMERS = 20_000;
    public static final int PENDING_CHILDREN = 20_000;
    public static final int PENDING_EXTERNALS = 20_000;
    public static final int PENDING_QUERIES = 1_000;

    /** Buffered events beyond which a workflow task that nobody takes is sent again with them in history. */
    public static final int BUFFERED_EVENTS = 1_000;

    public static final long BUFFERED_BYTES = 2L << 20;

    /** History length and size from which continue-as-new is suggested. */
    public static final long SUGGEST_CONTINUE_EVENTS = 4_096;

    public static final long SUGGEST_CONTINUE_BYTES = 4L << 20;

    /** History length and size from which the description of a run warns. */
    public static final long LONG_HISTORY_EVENTS = 10_240;

    public static final long LONG_HISTORY_BYTES = 10L << 20;

    /** History length and size from which a run gets no more workflow tasks, unless an operator allows more. */
    public static final long HISTORY_EVENTS = 51_200;

    public static final long HISTORY_BYTES = 50L << 20;

    /** The most that an operator may allow a run. */
    public static final long HISTORY_EVENTS_ALLOWED = 5_120_000;

    public static final long HISTORY_BYTES_ALLOWED = 5L << 30;

    /** Times in a row that events may come between a workflow and its wish to close. */
    public static final int CLOSE_RERUNS = 3;

    /** Longest start-to-close timeout of a workflow task. */
    public static final Duration LONGEST_TASK = Duration.ofSeconds(120);

    /** How long the worker of a workflow task may do nothing but ask for more time. */
    public static final Duration LONGEST_HEARTBEAT = Duration.ofMinutes(30);

    /** Messages that a reset takes over from behind its point, and runs that it looks for them. */
    public static final int REAPPLIED_MESSAGES = 10_000;

    public static final int REAPPLIED_RUNS = 1_000;

    /** How long an execution waits for the answer of another one before it asks again, at first. */
    public static final Duration OUTBOX_PATIENCE = Duration.ofSeconds(5);

    /** How long a closed run is kept. */
    public static final Duration RETENTION = Duration.ofDays(3);

    /** Longest timer or timeout. */
    public static final Duration LONGEST = Duration.ofDays(36_525);

    private Limits() {}
}
