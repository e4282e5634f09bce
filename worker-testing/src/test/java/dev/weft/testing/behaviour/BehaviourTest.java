package dev.weft.testing.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.sdk.client.WorkflowClient;
import dev.weft.sdk.data.CodecDataConverter;
import dev.weft.sdk.data.DataConverter;
import dev.weft.sdk.data.PayloadCodec;
import dev.weft.sdk.data.StandardDataConverter;
import dev.weft.sdk.worker.WorkerFactoryOptions;
import dev.weft.testing.TestEnvironmentOptions;
import dev.weft.testing.TestWorkflowEnvironment;
import dev.weft.testing.codec.AesGcmCodec;
import dev.weft.testing.codec.GzipCodec;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every scenario as a worker usually runs it, with a replay before every workflow task, and with encrypted values. */
class BehaviourTest {
    private enum Mode {
        CACHED(WorkerFactoryOptions.DEFAULT.cacheBytes()),
        REPLAYED(0),
        ENCRYPTED(WorkerFactoryOptions.DEFAULT.cacheBytes(), new GzipCodec(), new AesGcmCodec("k1"));

        private final long cacheBytes;
        private final DataConverter data;

        Mode(long cacheBytes, PayloadCodec... codecs) {
            this.cacheBytes = cacheBytes;
            this.data = new CodecDataConverter(new StandardDataConverter(), codecs);
        }
    }

    static Stream<Arguments> scenariosInEachMode() {
        return Behaviours.all().stream()
                .flatMap(scenario -> Stream.of(Mode.values()).map(mode -> Arguments.of(scenario, mode)));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("scenariosInEachMode")
    void behavesAsExpected(Scenario scenario, Mode mode) {
        TestEnvironmentOptions options =
                TestEnvironmentOptions.DEFAULT.withClient(client -> client.withDataConverter(mode.data));
        WorkerFactoryOptions factory = options.workerFactory().withCacheBytes(mode.cacheBytes);
        try (TestWorkflowEnvironment environment =
                TestWorkflowEnvironment.newInstance(options.withWorkerFactory(factory))) {
            Scenario.register(environment.newWorker(Stage.TASK_QUEUE), Behaviours.all());
            environment.start();
            play(scenario, environment);
        }
    }

    private static void play(Scenario scenario, TestWorkflowEnvironment environment) {
        try {
            scenario.play().accept(new Stage() {
                @Override
                public WorkflowClient client() {
                    return environment.getWorkflowClient();
                }

                @Override
                public String id() {
                    return "play";
                }

                @Override
                public void pause(Duration duration) {
                    environment.sleep(duration);
                }
            });
        } catch (AssertionError e) {
            e.addSuppressed(new AssertionError(environment.getDiagnostics()));
            throw e;
        }
    }

    @Test
    void thereAreManyScenariosAndNoTwoAreCalledTheSame() {
        assertThat(Behaviours.all()).hasSizeGreaterThan(50);
        assertThat(Behaviours.all()).extracting(Scenario::name).doesNotHaveDuplicates();
    }
}
