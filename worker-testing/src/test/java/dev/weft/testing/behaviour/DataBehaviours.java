package dev.weft.testing.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.model.Payload;
import dev.weft.sdk.client.WorkflowDescription;
import dev.weft.sdk.data.DataConverter;
import dev.weft.sdk.data.EncodedValues;
import dev.weft.sdk.workflow.DynamicWorkflow;
import dev.weft.sdk.workflow.SearchAttributeKey;
import dev.weft.sdk.workflow.SearchAttributes;
import dev.weft.sdk.workflow.Workflow;
import dev.weft.sdk.workflow.WorkflowInterface;
import dev.weft.sdk.workflow.WorkflowMethod;
import java.util.List;
import java.util.Map;

/** What a run carries with it: memo, search attributes, its own facts. */
final class DataBehaviours {
    private static final SearchAttributeKey<String> STAGE = SearchAttributeKey.forKeyword("Stage");
    private static final SearchAttributeKey<Long> COUNT = SearchAttributeKey.forLong("Count");

    private DataBehaviours() {}

    static List<Scenario> all() {
        return List.of(
                Scenario.of(
                        "memo and search attributes of the start are there, and can be changed",
                        stage -> {
                            Attributes attributes = stage.client()
                                    .newWorkflowStub(
                                            Attributes.class,
                                            stage.options()
                                                    .withMemo(Map.of("note", "first"))
                                                    .withSearchAttributes(SearchAttributes.builder()
                                                            .set(STAGE, "new")
                                                            .set(COUNT, 1L)
                                                            .build()));
                            assertThat(attributes.run()).isEqualTo("first new 1, then second done 2");
                            WorkflowDescription description = stage.untyped().describe();
                            assertThat(note(stage, description)).isEqualTo("second");
                            assertThat(description.all().json()).contains("\"Stage\":\"done\"", "\"Count\":2");
                        },
                        AttributesRun.class),
                Scenario.of(
                        "a run knows who and what it is",
                        stage -> assertThat(stage.stub(Facts.class).run())
                                .isEqualTo(
                                        stage.id() + " DataFacts " + Stage.TASK_QUEUE + " attempt 1 of the first run"),
                        FactsRun.class),
                Scenario.of(
                        "a workflow type without an implementation is run by the dynamic one",
                        stage -> {
                            var stub = stage.client().newUntypedWorkflowStub("DataUnheardOf", stage.options());
                            stub.start("a", 2);
                            assertThat(stub.<String>getResult(String.class)).isEqualTo("DataUnheardOf of a and 2");
                        },
                        AnyWorkflow.class));
    }

    private static String note(Stage stage, WorkflowDescription description) {
        DataConverter data = stage.client().options().dataConverter();
        return String.valueOf(
                data.<String>fromPayload(description.memo().getOrDefault("note", Payload.NONE), String.class));
    }

    @WorkflowInterface
    public interface Attributes {
        @WorkflowMethod(name = "DataAttributes")
        String run();
    }

    public static final class AttributesRun implements Attributes {
        private final Deeds deeds = Workflow.newActivityStub(Deeds.class, Deeds.SOON);

        @Override
        public String run() {
            String before = all();
            Workflow.upsertMemo(Map.of("note", "second"));
            Workflow.upsertTypedSearchAttributes(STAGE.valueSet("done"), COUNT.valueSet(2L));
            deeds.echo("in between");
            return before + ", then " + all();
        }

        private static String all() {
            SearchAttributes attributes = Workflow.getTypedSearchAttributes();
            return Workflow.<String>getMemo("note", String.class).orElse("none") + " "
                    + attributes.get(STAGE).orElse("none") + " "
                    + attributes.get(COUNT).orElse(-1L);
        }
    }

    @WorkflowInterface
    public interface Facts {
        @WorkflowMethod(name = "DataFacts")
        String run();
    }

    public static final class FactsRun implements Facts {
        @Override
        public String run() {
            var info = Workflow.getInfo();
            return info.workflowId() + " " + info.workflowType() + " " + info.taskQueue() + " attempt "
                    + info.attempt() + " of the "
                    + (info.runId().equals(info.firstRunId()) ? "first" : "next") + " run";
        }
    }

    public static final class AnyWorkflow implements DynamicWorkflow {
        @Override
        public Object execute(EncodedValues args) {
            String type = Workflow.getInfo().workflowType();
            return type + " of " + args.get(0, String.class) + " and " + args.get(1, Integer.class);
        }
    }
}
