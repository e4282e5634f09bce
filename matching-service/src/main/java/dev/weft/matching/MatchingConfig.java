package dev.weft.matching;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of the matching service. */
@ConfigMapping(prefix = "weft.matching")
public interface MatchingConfig {
    Backlog backlog();

    HandOut handOut();

    Sticky sticky();

    Ownership ownership();

    Http http();

    Roster roster();

    /** Tasks that wait for a worker. */
    interface Backlog {
        /** Waiting tasks of one queue that stay in memory; the others go to the local disk. */
        @WithDefault("1000")
        int tasksInMemory();

        /** Waiting bytes of one queue that stay in memory. */
        @WithDefault("1048576")
        long bytesInMemory();

        /** Waiting bytes of all queues of the process that stay in memory. */
        @WithDefault("67108864")
        long bytesInMemoryOfAllQueues();
    }

    /** Tasks that workers have. */
    interface HandOut {
        /** A task that lives longer is reported to the log as started. */
        @WithDefault("1s")
        Duration grace();

        /** A poll takes no further task once those it has are larger. */
        @WithDefault("4194304")
        long responseBytes();

        /** Ids per queue that are kept to recognise tasks that are sent again. */
        @WithDefault("20000")
        int idsRemembered();

        @WithDefault("60s")
        Duration idsRememberedFor();

        /** Longest wait for the answer to one try of a claim. */
        @WithDefault("2s")
        Duration claimTimeout();
    }

    /** Workers that hold executions in their caches. */
    interface Sticky {
        /** A worker whose last poll ended longer ago no longer gets sticky tasks. */
        @WithDefault("10s")
        Duration idle();

        /** The same for a worker whose connection broke while it polled. */
        @WithDefault("1s")
        Duration reconnect();

        /** After a takeover, the same for a worker that has not polled here yet. */
        @WithDefault("2s")
        Duration unknown();
    }

    /** How instances share the task queues. */
    interface Ownership {
        /** Begins as the topics do, so that installations on one cluster stay apart. */
        @WithDefault("${weft.topic-prefix:weft}-matching")
        String group();

        /** Silence after which an instance counts as gone. */
        @WithDefault("2s")
        Duration sessionTimeout();

        /** Used instead when the cluster allows nothing as short as {@link #sessionTimeout}. */
        @WithDefault("6s")
        Duration sessionTimeoutAllowed();
    }

    /** Calls of workers. */
    interface Http {
        @WithDefault("6291456")
        int bodyBytes();

        /** Longest wait of a poll, whatever it asks for. */
        @WithDefault("60s")
        Duration pollWait();

        /** Longest wait for the log or for history before a call is answered with 503. */
        @WithDefault("10s")
        Duration answerWait();

        /** Reports that the log has not acknowledged yet; more are answered with 503. */
        @WithDefault("8388608")
        long reportBytesUnderWay();

        /** Connections to each other instance; every forwarded poll takes one. */
        @WithDefault("2000")
        int forwardConnections();
    }

    /** What everybody is told about workers and task queues. */
    interface Roster {
        /** How often; what has not changed is not told again. */
        @WithDefault("1s")
        Duration period();

        /** How often what has not changed is told again. Less than the minute after which it counts as gone. */
        @WithDefault("20s")
        Duration refresh();

        /** Task queues of one instance that are told about. */
        @WithDefault("1000")
        int queues();
    }
}
