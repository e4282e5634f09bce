package dev.weft.sdk.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.event.ChildEvent.StartChildWorkflowExecutionInitiated;
import dev.weft.core.event.MessageEvent.WorkflowPropertiesModified;
import dev.weft.core.event.WorkflowEvent.WorkflowExecutionContinuedAsNew;
import dev.weft.core.event.WorkflowEvent.WorkflowExecutionStarted;
import dev.weft.core.model.ContinueInitiator;
import dev.weft.core.model.ExecutionKey;
import dev.weft.core.model.Failure;
import dev.weft.core.model.FailureInfo;
import dev.weft.core.model.ParentClosePolicy;
import dev.weft.core.model.ParentLink;
import dev.weft.core.model.Payload;
import dev.weft.core.model.RetryPolicy;
import dev.weft.core.model.RunSettings;
import dev.weft.sdk.failure.ApplicationFailure;
import dev.weft.sdk.scenario.ScriptedServer.Cache;
import dev.weft.sdk.workflow.ChildWorkflowOptions;
import dev.weft.sdk.workflow.ContinueAsNewOptions;
import dev.weft.sdk.workflow.Workflow;
import dev.weft.sdk.workflow.WorkflowInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a run knows about itself: rows 50 (info), 52 (the run before), 11 (memo). */
class RunFactsTest {
    private static final ExecutionKey PARENT = new ExecutionKey("default", "parent");
    private static final ExecutionKey ROOT = new ExecutionKey("default", "root");

    private static WorkflowExecutionStarted started(Failure continuedFailure, Payload lastResult) {
        RunSettings settings = new RunSettings(
                "Scripted",
                "orders",
                List.of(Payload.json("1")),
                Duration.ofHours(3),
                Duration.ofHours(2),
                Duration.ofSeconds(20),
                RetryPolicy.NONE,
                Map.of("note", Payload.json("\"gift\"")),
                Map.of(),
                Map.of(),
                Duration.ZERO);
        return new WorkflowExecutionStarted(
                settings,
                ScriptedServer.RUN_ID,
                "run-first",
                "run-original",
                "run-before",
                ContinueInitiator.RETRY,
                3,
                Instant.EPOCH,
                Duration.ZERO,
                new ParentLink(PARENT, "parent-run", 5, ParentClosePolicy.TERMINATE),
                ROOT,
                false,
                continuedFailure,
                lastResult,
                "client",
                "request-1",
                List.of());
    }

    private static ScriptedServer server(Cache cache, Lambdas.Body body) {
        return new ScriptedServer(Lambdas.registry(body), cache);
    }

    @ParameterizedTest
    @EnumSource(Cache.class)
    void aRunKnowsItsIdsItsBoundsAndItsPlaceInTheTree(Cache cache) {
        WorkflowInfo[] info = new WorkflowInfo[1];
        try (ScriptedServer server = server(cache, code -> {
            Workflow.sleep(Duration.ofSeconds(1));
            info[0] = Workflow.getInfo();
            return null;
        })) {
            server.start(started(Failure.NONE, Payload.NONE)).task().fireTimer().task();
        }

        assertThat(info[0].namespace()).isEqualTo("default");
        assertThat(info[0].workflowId()).isEqualTo("order-1");
        assertThat(info[0].runId()).isEqualTo("run-1");
        assertThat(info[0].firstRunId()).isEqualTo("run-first");
        assertThat(info[0].originalRunId()).isEqualTo("run-original");
        assertThat(info[0].continuedRunId()).isEqualTo("run-before");
        assertThat(info[0].workflowType()).isEqualTo("Scripted");
        assertThat(info[0].taskQueue()).isEqualTo("orders");
        assertThat(info[0].attempt()).isEqualTo(3);
        assertThat(info[0].startTime()).isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
        assertThat(info[0].executionTimeout()).isEqualTo(Duration.ofHours(3));
        assertThat(info[0].runTimeout()).isEqualTo(Duration.ofHours(2));
        assertThat(info[0].taskTimeout()).isEqualTo(Duration.ofSeconds(20));
        assertThat(info[0].parent().execution()).isEqualTo(PARENT);
        assertThat(info[0].root()).isEqualTo(ROOT);
    }

    @ParameterizedTest
    @EnumSource(Cache.class)
    void aRunKnowsTheLengthOfItsHistory(Cache cache) {
        try (ScriptedServer server = Lambdas.started(cache, code -> {
            long first = Workflow.getInfo().historyLength();
            Workflow.sleep(Duration.ofSeconds(1));
            WorkflowInfo second = Workflow.getInfo();
            return first + " " + second.historyLength() + " " + second.continueAsNewSuggested();
        })) {
            server.task().fireTimer().task();

            assertThat(server.result(String.class)).isEqualTo("3 8 false");
        }
    }

    @ParameterizedTest
    @EnumSource(Cache.class)
    void aRetryKnowsWhatTheRunBeforeFailedWith(Cache cache) {
        Failure failure = Failure.of(new FailureInfo.Application(
                "declined", "Declined", false, "", List.of(Payload.json("7")), Duration.ZERO));
        try (ScriptedServer server = server(cache, code -> {
            Workflow.sleep(Duration.ofSeconds(1));
            ApplicationFailure last =
                    (ApplicationFailure) Workflow.getLastFailure().orElseThrow();
            return last.type() + " " + last.getMessage() + " " + last.details().get(0, Integer.class);
        })) {
            server.start(started(failure, Payload.NONE)).task().fireTimer().task();

            assertThat(server.result(String.class)).isEqualTo("Declined declined 7");
        }
    }

    @ParameterizedTest
    @EnumSource(Cache.class)
    void aRunKnowsWhatTheLastSuccessfulRunReturned(Cache cache) {
        try (ScriptedServer server = server(cache, code -> {
            Workflow.sleep(Duration.ofSeconds(1));
            return Workflow.getLastCompletionResult(Integer.class).orElse(0) + 1;
        })) {
            server.start(started(Failure.NONE, Payload.json("41")))
                    .task()
                    .fireTimer()
                    .task();

            assertThat(server.result(Integer.class)).isEqualTo(42);
        }
    }

    @Test
    void aFirstRunHasNeitherAResultNorAFailureBeforeIt() {
        try (ScriptedServer server = Lambdas.started(
                Cache.STICKY,
                code -> Workflow.getLastCompletionResult(Integer.class).isPresent() + " "
                        + Workflow.getLastFailure().isPresent())) {
            server.task();

            assertThat(server.result(String.class)).isEqualTo("false false");
        }
    }

    @ParameterizedTest
    @EnumSource(Cache.class)
    void aMemoIsReadChangedAndTakenAwayFrom(Cache cache) {
        try (ScriptedServer server = server(cache, code -> {
            String before = Workflow.<String>getMemo("note", String.class).orElse("none");
            Map<String, Object> change = new HashMap<>();
            change.put("note", null);
            change.put("count", 7);
            Workflow.upsertMemo(change);
            Workflow.sleep(Duration.ofSeconds(1));
            return before + " " + Workflow.getMemo("note", String.class).isPresent() + " "
                    + Workflow.<Integer>getMemo("count", Integer.class).orElse(0);
        })) {
            server.start(started(Failure.NONE, Payload.NONE)).task();
            assertThat(server.last(WorkflowPropertiesModified.class).upsertedMemo())
                    .containsEntry("note", Payload.NONE)
                    .containsEntry("count", Payload.json("7"));

            server.fireTimer().task();

            assertThat(server.result(String.class)).isEqualTo("gift false 7");
        }
    }

    @Test
    void childrenAndFollowingRunsTakeTheirMemoFromTheOptions() {
        try (ScriptedServer server = server(Cache.STICKY, code -> {
            Workflow.newUntypedChildWorkflowStub("Child", ChildWorkflowOptions.DEFAULT.withMemo(Map.of("of", "child")))
                    .executeAsync(String.class);
            Workflow.continueAsNew(ContinueAsNewOptions.SAME.withMemo(Map.of("of", "next")));
            return null;
        })) {
            server.start(started(Failure.NONE, Payload.NONE)).task();

            assertThat(server.last(StartChildWorkflowExecutionInitiated.class)
                            .settings()
                            .memo())
                    .containsExactly(Map.entry("of", Payload.json("\"child\"")));
            assertThat(server.last(WorkflowExecutionContinuedAsNew.class)
                            .settings()
                            .memo())
                    .containsExactly(Map.entry("of", Payload.json("\"next\"")));
        }
    }

    @Test
    void aFollowingRunInheritsTheMemoWithItsChanges() {
        try (ScriptedServer server = server(Cache.STICKY, code -> {
            Workflow.upsertMemo(Map.of("count", 7));
            Workflow.continueAsNew("again");
            return null;
        })) {
            server.start(started(Failure.NONE, Payload.NONE)).task();

            assertThat(server.last(WorkflowExecutionContinuedAsNew.class)
                            .settings()
                            .memo())
                    .containsOnlyKeys("note", "count");
        }
    }
}
