package dev.weft.history.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of the history service. */
@ConfigMapping(prefix = "weft.history")
public interface HistoryConfig {

    /** Threads that process requests; each takes some of the partitions. */
    @WithDefault("1")
    int threads();

    /** Copies of each partition's state that other instances keep warm; 1 in a cluster, 0 with a single instance. */
    @WithDefault("0")
    int standbyReplicas();

    /** How far processing is ahead of its checkpoint. Latency does not depend on it. */
    @WithDefault("PT0.15S")
    Duration commitInterval();

    /** What is kept in memory. */
    Memory memory();

    /** How soon others take over from an instance that has died. */
    Takeover takeover();

    /** What is kept in memory. */
    interface Memory {

        /** Bytes of executions kept as objects, about, all partitions together. */
        @WithDefault("67108864")
        long executionsBytes();

        /** Bytes for all stores together: block cache and write buffers. */
        @WithDefault("33554432")
        long storesBytes();
    }

    /** How soon others take over from an instance that has died. */
    interface Takeover {

        /** Silence after which an instance counts as dead; at least {@code group.min.session.timeout.ms} of the brokers. */
        @WithDefault("PT1S")
        Duration sessionTimeout();

        /** How often an instance says that it is alive. */
        @WithDefault("PT0.2S")
        Duration heartbeatInterval();

        /** After which the transaction of a dead instance no longer holds its successor back. */
        @WithDefault("PT1.5S")
        Duration transactionTimeout();
    }
}
