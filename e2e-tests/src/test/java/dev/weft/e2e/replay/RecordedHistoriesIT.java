package dev.weft.e2e.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.benchmarks.rig.Api;
import dev.weft.e2e.installation.Installation;
import dev.weft.examples.generic.Chain;
import dev.weft.examples.generic.ChainWorkflow;
import dev.weft.examples.generic.CounterWorkflow;
import dev.weft.examples.generic.Work;
import dev.weft.sdk.workflow.ActivityOptions;
import dev.weft.sdk.workflow.Workflow;
import dev.weft.testing.replay.HistoryReplayer;
import dev.weft.testing.replay.HistoryTopicReader;
import dev.weft.testing.replay.RecordedHistory;
import dev.weft.testing.replay.ReplayReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Histories of a real platform, from its topic and from its REST API, replayed with the code that wrote them. */
final class RecordedHistoriesIT {
    private static final int CHAINS = 20;

    /** Waits before each step, which no history has. */
    public static final class SlowChain implements Chain {
        @Override
        public int run(Input input) {
            Work work = Workflow.newActivityStub(Work.class, ActivityOptions.startToClose(Duration.ofSeconds(9)));
            for (int step = 1; step <= input.steps(); step++) {
                Workflow.sleep(Duration.ofSeconds(1));
                work.step(step, input.activityMillis());
            }
            return input.steps();
        }
    }

    @Test
    void historiesFromTheTopicAndFromTheRestApiReplay(@TempDir Path directory) throws IOException {
        try (Installation installation = Installation.standalone(directory);
                Api api = installation.api("platform")) {
            for (int i = 0; i < CHAINS; i++) {
                api.start("Chain", "chain-" + i, "{\"steps\":3,\"activityMillis\":1}");
            }
            for (int i = 0; i < CHAINS; i++) {
                api.result("chain-" + i);
            }
            api.start("Counter", "counter", "null");
            api.signal("counter", "add", "5");
            assertThat(api.query("counter", "total").path("result").asLong()).isEqualTo(5);
            HistoryTopicReader reader = HistoryTopicReader.of(installation.bootstrapServers());

            replayTheTopic(reader);
            replayWithOtherCode(reader);
            replayFiles(api, Files.createDirectory(directory.resolve("histories")));
        }
    }

    private static void replayTheTopic(HistoryTopicReader reader) {
        List<RecordedHistory> histories = reader.read();
        assertThat(histories).hasSize(CHAINS + 1);
        assertThat(reader.withWorkflowType("Chain").withLimit(7).read())
                .hasSize(7)
                .allMatch(history -> history.workflowType().equals("Chain"));
        assertThat(reader.withOpenRunsOnly().read())
                .extracting(history -> history.key().workflowId())
                .containsExactly("counter");
        assertThat(reader.withNamespace("elsewhere").read()).isEmpty();
        try (HistoryReplayer replayer = HistoryReplayer.of(ChainWorkflow.class, CounterWorkflow.class)) {
            replayer.replay(histories).assertAllReplay();
        }
    }

    private static void replayWithOtherCode(HistoryTopicReader reader) {
        try (HistoryReplayer replayer = HistoryReplayer.of(SlowChain.class)) {
            ReplayReport report =
                    replayer.replay(reader.withWorkflowType("Chain").read());
            assertThat(report.failures()).hasSize(CHAINS);
            assertThat(report.failures().getFirst().explanation())
                    .contains("->   5 ActivityTaskScheduled (activity Step", "StartTimer (timer 1, PT1S) at ");
        }
    }

    private static void replayFiles(Api api, Path files) throws IOException {
        for (String id : List.of("chain-0", "counter")) {
            Files.writeString(files.resolve(id + ".json"), api.history(id, 1000).toString());
        }
        try (HistoryReplayer replayer = HistoryReplayer.of(ChainWorkflow.class, CounterWorkflow.class)) {
            ReplayReport report = replayer.replay(files);
            report.assertAllReplay();
            assertThat(report.results()).hasSize(2);
        }
    }
}
