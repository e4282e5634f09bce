package dev.weft.sdk.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.weft.sdk.data.EncodedValues;
import dev.weft.sdk.runner.WorkflowRegistry;
import dev.weft.sdk.scenario.ScriptedServer.Cache;
import dev.weft.sdk.workflow.DynamicSignalHandler;
import dev.weft.sdk.workflow.DynamicWorkflow;
import dev.weft.sdk.workflow.Workflow;
import dev.weft.sdk.workflow.WorkflowInit;
import dev.weft.sdk.workflow.WorkflowInterface;
import dev.weft.sdk.workflow.WorkflowMethod;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Row 30: workflows by name. */
class DynamicWorkflowTest {

    public static final class AnyWorkflow implements DynamicWorkflow, DynamicSignalHandler {
        private final int seenByConstructor;
        private String signal = "";

        @WorkflowInit
        public AnyWorkflow(EncodedValues args) {
            seenByConstructor = args.size();
        }

        @Override
        public Object execute(EncodedValues args) {
            Workflow.sleep(Duration.ofSeconds(1));
            return Workflow.getInfo().workflowType() + " " + args.get(0, String.class) + " "
                    + args.<Integer>get(1, Integer.class) + " " + args.get(2, String.class) + " " + seenByConstructor
                    + signal;
        }

        @Override
        public void handleSignal(String signalName, EncodedValues args) {
            signal += " " + signalName + args.get(0, String.class);
        }
    }

    @WorkflowInterface
    public interface Known {
        @WorkflowMethod
        String run();
    }

    public static final class KnownRun implements Known {
        @Override
        public String run() {
            return "known";
        }
    }

    public static final class Both implements Known, DynamicWorkflow {
        @Override
        public String run() {
            return "";
        }

        @Override
        public @Nullable Object execute(EncodedValues args) {
            return null;
        }
    }

    public static final class OtherWorkflow implements DynamicWorkflow {
        @Override
        public @Nullable Object execute(EncodedValues args) {
            return null;
        }
    }

    @ParameterizedTest
    @EnumSource(Cache.class)
    void aDynamicWorkflowRunsTypesWithoutAnImplementation(Cache cache) {
        try (ScriptedServer server = ScriptedServer.of(cache, AnyWorkflow.class)) {
            server.start("Import", "file", 7)
                    .signal("go", "!")
                    .task()
                    .fireTimer()
                    .task();

            assertThat(server.result(String.class)).isEqualTo("Import file 7 null 2 go!");
        }
    }

    @Test
    void explicitTypesWinOverTheDynamicWorkflow() {
        try (ScriptedServer server = ScriptedServer.of(Cache.STICKY, AnyWorkflow.class, KnownRun.class)) {
            server.start("Known").task();

            assertThat(server.result(String.class)).isEqualTo("known");
        }
    }

    @Test
    void metadataOfADynamicWorkflowTellItsType() {
        try (ScriptedServer server = ScriptedServer.of(Cache.STICKY, AnyWorkflow.class)) {
            server.start("Import", "file", 7).task();

            assertThat(server.answer("__workflow_metadata", Map.class)).containsEntry("workflowType", "Import");
        }
    }

    @Test
    void aWorkerHasAtMostOneDynamicWorkflow() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new WorkflowRegistry().register(AnyWorkflow.class, OtherWorkflow.class))
                .withMessage("Expected one DynamicWorkflow, but both " + AnyWorkflow.class.getName() + " and "
                        + OtherWorkflow.class.getName() + " are registered");
    }

    @Test
    void aClassIsEitherDynamicOrOfOneType() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new WorkflowRegistry().register(Both.class))
                .withMessage("Expected " + Both.class.getName()
                        + " to implement one interface with a @WorkflowMethod, or DynamicWorkflow,"
                        + " but it implements 2");
    }
}
