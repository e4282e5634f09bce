package dev.weft.e2e.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weft.benchmarks.rig.Rig;
import dev.weft.e2e.installation.Installation;
import dev.weft.e2e.installation.WorkerProcess;
import dev.weft.e2e.installation.WorkerProcess.Program;
import dev.weft.sdk.client.ClientOptions;
import dev.weft.sdk.client.WorkflowClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills the platform while operators pause, reset, look back and delete. */
final class OperatorsUnderKillsIT {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int KILLS = 2;
    private static final int CALLS_BETWEEN_KILLS = 60;

    @Test
    void whatOperatorsWereToldStaysWhateverIsKilled(@TempDir Path directory) throws InterruptedException {
        String kafkaPort = Integer.toString(Rig.freePort());
        try (Installation installation = new Installation(directory)) {
            installation.startServing("platform", "dev", "--kafka-port", kafkaPort);
            String url = "http://127.0.0.1:" + installation.port("platform");
            try (WorkerProcess worker = WorkerProcess.start(new Program(AccountWorker.class, "192m", url), directory);
                    WorkflowClient client =
                            WorkflowClient.connect(ClientOptions.of(url).withPatience(PATIENCE))) {
                List<Operator> operators = Stream.of("a", "b", "c", "d", "e", "f")
                        .map(name -> new Operator(client, name))
                        .toList();
                CountDownLatch enough = new CountDownLatch(1);
                List<Thread> work = operators.stream()
                        .map(operator -> operator.workUntil(enough))
                        .toList();
                for (int kill = 0; kill < KILLS; kill++) {
                    awaitMore(operators);
                    installation.kill("platform");
                    installation.restart("platform");
                }
                awaitMore(operators);
                enough.countDown();
                for (Thread each : work) {
                    each.join();
                }
                assertThat(operators).flatExtracting(Operator::failures).isEmpty();
                assertThat(worker.isAlive()).isTrue();
            }
            Installation.Ended verified = installation.run("verify", "--bootstrap", "127.0.0.1:" + kafkaPort);
            assertThat(verified.output()).contains("differences: 0");
            assertThat(verified.exitCode()).isZero();
        }
    }

    private static void awaitMore(List<Operator> operators) {
        int target = acknowledged(operators) + CALLS_BETWEEN_KILLS;
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(5)).until(() -> acknowledged(operators) >= target);
    }

    private static int acknowledged(List<Operator> operators) {
        return operators.stream().mapToInt(Operator::acknowledgedCount).sum();
    }
}
