package dev.weft.examples.guide;

import dev.weft.examples.guide.TimersGuide.SubscriptionWorkflow;
import dev.weft.testing.junit.ReplayTests;
import dev.weft.testing.replay.HistoryFiles;
import dev.weft.testing.replay.HistoryReplayer;
import dev.weft.testing.replay.HistoryTopicReader;
import dev.weft.testing.replay.RecordedHistory;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

class DeploymentTest {
    private final HistoryReplayer replayer = HistoryReplayer.of(SubscriptionWorkflow.class);

    @TestFactory
    Stream<DynamicTest> savedHistoriesReplay() {
        return ReplayTests.of(replayer, HistoryFiles.readAll(Path.of("src/test/resources/histories")));
    }

    @Test
    @EnabledIfSystemProperty(named = "production.kafka", matches = ".+")
    void whatRunsInProductionReplays() {
        List<RecordedHistory> running = HistoryTopicReader.of(System.getProperty("production.kafka"))
                .withWorkflowType("Subscription")
                .withOpenRunsOnly()
                .withLimit(200)
                .read();

        replayer.replay(running).assertAllReplay();
    }

    @AfterEach
    void close() {
        replayer.close();
    }
}
