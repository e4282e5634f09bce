package dev.weft.sdk.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.event.ChildEvent.StartChildWorkflowExecutionInitiated;
import dev.weft.core.event.MessageEvent.UpsertWorkflowSearchAttributes;
import dev.weft.core.event.WorkflowEvent.WorkflowExecutionContinuedAsNew;
import dev.weft.core.model.Payload;
import dev.weft.core.model.RunSettings;
import dev.weft.core.model.WorkflowTaskFailedCause;
import dev.weft.sdk.runner.WorkflowTaskResult;
import dev.weft.sdk.scenario.ScriptedServer.Cache;
import dev.weft.sdk.workflow.ChildWorkflowOptions;
import dev.weft.sdk.workflow.ContinueAsNewOptions;
import dev.weft.sdk.workflow.SearchAttributeKey;
import dev.weft.sdk.workflow.SearchAttributes;
import dev.weft.sdk.workflow.Workflow;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Row 12: typed search attributes of a run. */
class SearchAttributesTest {
    private static final SearchAttributeKey<String> CUSTOMER = SearchAttributeKey.forKeyword("customer");
    private static final SearchAttributeKey<Long> CENTS = SearchAttributeKey.forLong("cents");

    @ParameterizedTest
    @EnumSource(Cache.class)
    void searchAttributesAreUpsertedWithTheirTypes(Cache cache) {
        try (ScriptedServer server = Lambdas.started(cache, code -> {
            Workflow.upsertTypedSearchAttributes(CUSTOMER.valueSet("ann"), CENTS.valueSet(7L));
            Workflow.sleep(Duration.ofSeconds(1));
            Workflow.upsertTypedSearchAttributes(CENTS.valueUnset());
            SearchAttributes now = Workflow.getTypedSearchAttributes();
            return now.get(CUSTOMER).orElse("") + " " + now.contains(CENTS);
        })) {
            server.task();
            Map<String, Payload> first =
                    server.last(UpsertWorkflowSearchAttributes.class).searchAttributes();
            assertThat(first.get("cents").metadata()).containsExactly(Map.entry("type", "Int"));
            assertThat(first.get("customer").metadata()).containsExactly(Map.entry("type", "Keyword"));

            server.fireTimer().task();

            assertThat(server.result(String.class)).isEqualTo("ann false");
            assertThat(server.last(UpsertWorkflowSearchAttributes.class).searchAttributes())
                    .containsExactly(Map.entry("cents", Payload.NONE));
        }
    }

    @Test
    void aRunSeesTheSearchAttributesThatItWasStartedWith() {
        RunSettings plain = RunSettings.of("Scripted", "orders", List.of());
        RunSettings settings = new RunSettings(
                plain.workflowType(),
                plain.taskQueue(),
                plain.input(),
                plain.executionTimeout(),
                plain.runTimeout(),
                plain.taskTimeout(),
                plain.retryPolicy(),
                Map.of(),
                SearchAttributes.of(CENTS, 12L).toPayloads(),
                Map.of(),
                Duration.ZERO);
        try (ScriptedServer server = new ScriptedServer(
                        Lambdas.registry(code ->
                                Workflow.getTypedSearchAttributes().get(CENTS).orElse(0L)),
                        Cache.STICKY)
                .start(settings)) {
            server.task();

            assertThat(server.result(Long.class)).isEqualTo(12);
        }
    }

    @Test
    void childrenAndFollowingRunsTakeTheirTypedSearchAttributesFromTheOptions() {
        SearchAttributes attributes = SearchAttributes.of(CUSTOMER, "bob");
        try (ScriptedServer server = Lambdas.started(Cache.STICKY, code -> {
            Workflow.newUntypedChildWorkflowStub("Child", ChildWorkflowOptions.DEFAULT.withSearchAttributes(attributes))
                    .executeAsync(String.class);
            Workflow.continueAsNew(ContinueAsNewOptions.SAME.withSearchAttributes(attributes.with(CENTS.valueSet(1L))));
            return null;
        })) {
            server.task();

            assertThat(server.last(StartChildWorkflowExecutionInitiated.class)
                            .settings()
                            .searchAttributes())
                    .isEqualTo(attributes.toPayloads());
            assertThat(server.last(WorkflowExecutionContinuedAsNew.class)
                            .settings()
                            .searchAttributes())
                    .containsOnlyKeys("customer", "cents");
        }
    }

    @Test
    void aFollowingRunInheritsWhatItsPredecessorUpserted() {
        try (ScriptedServer server = Lambdas.started(Cache.STICKY, code -> {
            Workflow.upsertTypedSearchAttributes(CUSTOMER.valueSet("eve"));
            Workflow.continueAsNew("again");
            return null;
        })) {
            server.task();

            assertThat(server.last(WorkflowExecutionContinuedAsNew.class)
                            .settings()
                            .searchAttributes())
                    .isEqualTo(SearchAttributes.of(CUSTOMER, "eve").toPayloads());
        }
    }

    @Test
    void moreSearchAttributesThanAllowedFailTheTaskWithASentence() {
        try (ScriptedServer server = Lambdas.started(Cache.STICKY, code -> {
            for (int i = 0; i <= SearchAttributes.KEYS_MAX; i++) {
                Workflow.upsertTypedSearchAttributes(
                        SearchAttributeKey.forLong("key" + i).valueSet(1L));
            }
            return null;
        })) {
            WorkflowTaskResult.Failed failed = server.failingTask();

            assertThat(failed.cause()).isEqualTo(WorkflowTaskFailedCause.WORKFLOW_WORKER_UNHANDLED_FAILURE);
            assertThat(failed.failure().message()).isEqualTo("Expected at most 100 search attributes, but got 101");
        }
    }

    @Test
    void conditionsMustNotUpsertSearchAttributes() {
        try (ScriptedServer server = Lambdas.started(Cache.STICKY, code -> {
            Workflow.await(() -> {
                Workflow.upsertTypedSearchAttributes(CUSTOMER.valueSet("x"));
                return true;
            });
            return null;
        })) {
            assertThat(server.failingTask().failure().message())
                    .isEqualTo(
                            "Expected an await condition to change nothing, but it tries to change search attributes");
        }
    }
}
