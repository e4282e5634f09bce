package dev.weft.e2e.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.benchmarks.rig.Rig;
import dev.weft.e2e.installation.Installation;
import dev.weft.e2e.installation.Verified;
import dev.weft.sdk.client.ClientOptions;
import dev.weft.sdk.client.WorkflowClient;
import dev.weft.testing.behaviour.Behaviours;
import dev.weft.testing.behaviour.Scenario;
import dev.weft.testing.behaviour.Stage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plays all scenarios at the same time, several times over, while the worker process is killed at random moments. */
final class BehaviourUnderKillsIT {
    private static final long SEED = Long.getLong("weft.behaviour.seed", 20260101);
    private static final int ROUNDS = 3;
    /** After so long the worker lives, so that the test ends on a slow machine, too. */
    private static final Duration KILLING = Duration.ofSeconds(100);

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Queue<String> failures = new ConcurrentLinkedQueue<>();

    @Test
    void everyScenarioEndsAsExpectedWhileItsWorkerIsKilled(@TempDir Path directory) throws InterruptedException {
        try (Installation installation = new Installation(directory)) {
            int kafkaPort = Rig.freePort();
            installation.startServing("platform", "dev", "--kafka-port", Integer.toString(kafkaPort));
            String url = "http://127.0.0.1:" + installation.port("platform");
            try (WorkflowClient client =
                            WorkflowClient.connect(ClientOptions.of(url).withPatience(PATIENCE));
                    MortalWorker worker = new MortalWorker(url, directory, new Random(SEED))) {
                CountDownLatch lives = new CountDownLatch(1);
                Thread killer = Thread.ofPlatform().start(() -> worker.dieUntil(lives));
                Thread.ofVirtual().start(() -> {
                    LockSupport.parkNanos(KILLING.toNanos());
                    lives.countDown();
                });
                for (int round = 1; round <= ROUNDS && lives.getCount() > 0; round++) {
                    playAll(client, round);
                }
                lives.countDown();
                killer.join();
                assertThat(failures).as("seed %d", SEED).isEmpty();
                assertThat(worker.deaths()).isGreaterThan(3);
            }
            Verified.assertStatesAreWhatHistoriesSay("127.0.0.1:" + kafkaPort);
        }
    }

    private void playAll(WorkflowClient client, int round) throws InterruptedException {
        List<Thread> plays = new ArrayList<>();
        for (Scenario scenario : Behaviours.all()) {
            Stage stage = new RealStage(client, round + "-" + scenario.name().replace(' ', '-'));
            plays.add(Thread.ofVirtual().start(() -> play(scenario, stage)));
        }
        for (Thread play : plays) {
            play.join();
        }
    }

    private void play(Scenario scenario, Stage stage) {
        try {
            scenario.play().accept(stage);
        } catch (AssertionError | RuntimeException e) {
            failures.add(stage.id() + ": " + e);
        }
    }

    private record RealStage(WorkflowClient client, String id) implements Stage {
        @Override
        public void pause(Duration duration) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(duration.toMillis()));
        }
    }
}
