package dev.weft.sdk.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.weft.sdk.scenario.ScriptedServer.Cache;
import dev.weft.sdk.workflow.Workflow;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;

class LoggersTest {
    private static final String NAME = "dev.weft.sdk.scenario.logged";
    private static final org.slf4j.Logger LOG = Workflow.getLogger(NAME);

    private final Logger target = (Logger) LoggerFactory.getLogger(NAME);
    private final ListAppender<ILoggingEvent> appender = new ListAppender<>();

    @BeforeEach
    void listen() {
        appender.start();
        target.setLevel(Level.INFO);
        target.addAppender(appender);
    }

    @AfterEach
    void stopListening() {
        target.detachAppender(appender);
        target.setLevel(null);
    }

    private static ScriptedServer begun(Cache cache, String workflow) {
        return Lambdas.started(cache, code -> {
            LOG.info("{} begins", workflow);
            Workflow.sleep(Duration.ofSeconds(1));
            LOG.info("{} goes on", workflow);
            Workflow.sleep(Duration.ofSeconds(1));
            LOG.info("{} ends", workflow);
            return null;
        });
    }

    @ParameterizedTest
    @EnumSource(Cache.class)
    void aLoggerOfAClassSpeaksForEachRunThatUsesIt(Cache cache) {
        try (ScriptedServer first = begun(cache, "first");
                ScriptedServer second = begun(cache, "second")) {
            first.task();
            second.task();
            second.fireTimer().task();
            first.fireTimer().task().fireTimer().task();
            second.fireTimer().task();
        }

        assertThat(appender.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly(
                        "first begins",
                        "second begins",
                        "second goes on",
                        "first goes on",
                        "first ends",
                        "second ends");
    }

    @Test
    void codeOutsideOfWorkflowsMayUseItToo() {
        LOG.info("no workflow");

        assertThat(appender.list).extracting(ILoggingEvent::getFormattedMessage).containsExactly("no workflow");
    }
}
