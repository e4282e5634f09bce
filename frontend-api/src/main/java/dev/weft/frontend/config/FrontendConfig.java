package dev.weft.frontend.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of the frontend. */
@ConfigMapping(prefix = "weft.frontend")
public interface FrontendConfig {

    /** How long calls wait. */
    Waits waits();

    /** How much a client may send. */
    Limits limits();

    /** Server-sent events. */
    Streams streams();

    /** What the names of topics begin with; the schema registry names its subjects after topics. */
    @WithDefault("${weft.topic-prefix:weft}")
    String topicPrefix();

    /** How long calls wait. */
    interface Waits {

        /** For history's answer to a start, a signal, a cancel or a terminate; then the call answers 202 with a token. */
        @WithDefault("2s")
        Duration answer();

        /** For a description or a page of history. */
        @WithDefault("5s")
        Duration read();

        /** For a worker's answer to a query. */
        @WithDefault("10s")
        Duration query();

        /** For an update to reach the stage that the caller waits for. */
        @WithDefault("20s")
        Duration update();

        /** For a result, when the caller does not say. */
        @WithDefault("30s")
        Duration result();

        /** Bound of what a caller may ask for with {@code ?wait=}. */
        @WithDefault("60s")
        Duration resultMaximum();

        /** How often a waiting call looks for itself, should the live feed have missed something. */
        @WithDefault("5s")
        Duration recheck();
    }

    /** How much a client may send. */
    interface Limits {

        /** Bytes of one payload. */
        @WithDefault("2097152")
        int payloadBytes();

        /** Bytes of a request's body. */
        @WithDefault("4194304")
        int bodyBytes();

        /** Bytes of a refused body that are still read, so that a client in the middle of sending sees the answer. */
        @WithDefault("67108864")
        long drainedBytes();

        /** Events of one page of history. */
        @WithDefault("1000")
        int historyPageEvents();
    }

    /** Server-sent events. */
    interface Streams {

        /** Silence after which a comment is sent, so that nobody on the way takes the connection for dead. */
        @WithDefault("15s")
        Duration heartbeat();

        /** Events read from history at a time. */
        @WithDefault("200")
        int pageEvents();
    }
}
