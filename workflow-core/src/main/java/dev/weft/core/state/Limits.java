package dev.weft.core.state;

import java.time.Duration;

/** A bound on everything. */
public final class Limits {
    /** Request ids that an execution remembers, the newest; more while it is open than after it has closed. */
    public static final int REQUEST_IDS = 10_000;

    public static final int REQUEST_IDS_CLOSED = 100;

    /** What the remembered request ids take together at the most; the oldest are forgotten. */
    public static final long REQUEST_ID_BYTES = 512 << 10;

    /** Closed runs of an execution that are kept, the newest. */
    public static final int RETIRED_RUNS = 10_000;

    /** Outcomes of completed updates that a run remembers, the newest: by number, and by size but for the newest. */
    public static final int COMPLETED_UPDATES = 200;

    public static final long COMPLETED_UPDATE_BYTES = 1L << 20;

    public static final int UPDATES_IN_FLIGHT = 100;

    /** What the updates that go out with one workflow task take together at the most, if it is more than one. */
    public static final long SENT_UPDATE_BYTES = 1L << 20;

    /** Callers that wait for one update; the one that has waited longest gives way. */
    public static final int UPDATE_WAITERS = 100;

    public static final int PENDING_ACTIVITIES = 10_000;
    public static final int PENDING_TIMERS = 20_000;
    public static final int PENDING_CHILDREN = 5_000;
    public static final int PENDING_EXTERNALS = 10_000;
    public static final int PENDING_QUERIES = 1_000;

    /** Buffered events, and their size, beyond which a workflow task that nobody takes is sent again with them. */
    public static final int BUFFERED_EVENTS = 1_000;

    public static final long BUFFERED_EVENTS_BYTES = 1L << 20;

    /** What may wait for a workflow task under way, if it is more than one event. */
    public static final long BUFFERED_BYTES = 2L << 20;

    /** Arguments with their headers, a result, details, the details of a failure: whatever users pass at once. */
    public static final long PAYLOAD_BYTES = 2L << 20;

    public static final long MEMO_BYTES = 2L << 20;

    public static final int SEARCH_ATTRIBUTES = 100;
    public static final long SEARCH_ATTRIBUTE_BYTES = 2L << 10;

    /** All search attributes of a run, with their names. */
    public static final long SEARCH_ATTRIBUTES_BYTES = 40L << 10;

    /** Ids, names and reasons. */
    public static final int NAME_CHARACTERS = 1_000;

    /** What is kept of a worker's identity. */
    public static final long IDENTITY_BYTES = 80;

    /** What is kept at the least of why an attempt of an activity failed. */
    public static final long LEAST_FAILURE_BYTES = 128;

    /**
     * Size of a state to which nothing may be added, but for what must be taken in any case. What the buffer, request
     * ids and closed runs take has bounds of its own and comes on top; all together stays below what a record may take.
     */
    public static final long STATE_BYTES = 9L << 19;

    /** Size of a state from which the description of a run warns. */
    public static final long LARGE_STATE_BYTES = 3L << 20;

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

    /**
     * How long the report of a start may be under way: an activity that was taken from its queue in time is told to
     * history at most this much later.
     */
    public static final Duration START_REPORT = Duration.ofSeconds(1);

    /** How long the worker of a workflow task may do nothing but ask for more time. */
    public static final Duration LONGEST_HEARTBEAT = Duration.ofMinutes(30);

    /** Messages that a reset takes over from behind its point, and runs that it looks for them. */
    public static final int REAPPLIED_MESSAGES = 10_000;

    public static final int REAPPLIED_RUNS = 1_000;

    /** What a reset copies and takes over together; any run that no operator has allowed more is smaller. */
    public static final long RESET_BYTES = 64L << 20;

    /** Events that one request reads of the past. Reading them holds other executions of the partition up. */
    public static final long PAST_EVENTS = 500_000;

    /** How long an execution waits for the answer of another one before it asks again, at first. */
    public static final Duration OUTBOX_PATIENCE = Duration.ofSeconds(5);

    /** How long a closed run is kept. */
    public static final Duration RETENTION = Duration.ofDays(3);

    /** Longest timer or timeout. */
    public static final Duration LONGEST = Duration.ofDays(36_525);

    private Limits() {}
}
