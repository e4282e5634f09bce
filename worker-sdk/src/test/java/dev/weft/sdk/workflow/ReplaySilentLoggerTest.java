package dev.weft.sdk.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.AbstractLogger;

class ReplaySilentLoggerTest {
    private final List<String> said = new ArrayList<>();
    private boolean replaying;

    /** Keeps what is said at INFO and above. */
    private final class Kept extends AbstractLogger {
        private static final long serialVersionUID = 1;

        Kept() {
            name = "kept";
        }

        @Override
        protected String getFullyQualifiedCallerName() {
            return "";
        }

        @Override
        protected void handleNormalizedLoggingCall(
                Level level, Marker marker, String message, Object[] arguments, Throwable throwable) {
            said.add(level + " " + message);
        }

        @Override
        public boolean isTraceEnabled() {
            return false;
        }

        @Override
        public boolean isTraceEnabled(Marker marker) {
            return false;
        }

        @Override
        public boolean isDebugEnabled() {
            return false;
        }

        @Override
        public boolean isDebugEnabled(Marker marker) {
            return false;
        }

        @Override
        public boolean isInfoEnabled() {
            return true;
        }

        @Override
        public boolean isInfoEnabled(Marker marker) {
            return true;
        }

        @Override
        public boolean isWarnEnabled() {
            return true;
        }

        @Override
        public boolean isWarnEnabled(Marker marker) {
            return true;
        }

        @Override
        public boolean isErrorEnabled() {
            return true;
        }

        @Override
        public boolean isErrorEnabled(Marker marker) {
            return true;
        }
    }

    @Test
    void eachThingIsSaidOnceAndNothingWhileCodeRunsAgain() {
        ReplaySilentLogger logger = new ReplaySilentLogger(new Kept(), () -> replaying);

        logger.info("first");
        logger.debug("too quiet");
        replaying = true;
        logger.info("first");
        logger.error("again");
        replaying = false;
        logger.warn("second");

        assertThat(said).containsExactly("INFO first", "WARN second");
    }
}
