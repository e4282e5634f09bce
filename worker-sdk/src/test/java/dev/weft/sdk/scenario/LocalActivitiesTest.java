package dev.weft.sdk.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.core.event.HistoryEvent;
import dev.weft.core.event.MessageEvent.MarkerRecorded;
import dev.weft.core.event.TimerEvent.TimerStarted;
import dev.weft.core.model.Failure;
import dev.weft.core.model.FailureInfo;
import dev.weft.core.model.Payload;
import dev.weft.core.model.WorkflowTaskFailedCause;
import dev.weft.sdk.failure.ActivityFailure;
import dev.weft.sdk.failure.ApplicationFailure;
import dev.weft.sdk.failure.CanceledFailure;
import dev.weft.sdk.failure.TimeoutFailure;
import dev.weft.sdk.runner.RunnerOptions;
import dev.weft.sdk.scenario.ScriptedServer.Cache;
import dev.weft.sdk.workflow.ActivityCancellationType;
import dev.weft.sdk.workflow.Async;
import dev.weft.sdk.workflow.CancellationScope;
import dev.weft.sdk.workflow.DynamicUpdateHandler;
import dev.weft.sdk.workflow.LocalActivityOptions;
import dev.weft.sdk.workflow.Promise;
import dev.weft.sdk.workflow.RetryOptions;
import dev.weft.sdk.workflow.Workflow;
import dev.weft.sdk.workflow.WorkflowImplementationOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Feature row 49: activities inside the workflow task. */
class LocalActivitiesTest {
    private static final LocalActivityOptions OPTIONS = LocalActivityOptions.startToClose(Duration.ofSeconds(10));

    private final LocalScript locals = new LocalScript();

    private ScriptedServer started(Cache cache, Lambdas.Body body) {
        return new ScriptedServer(Lambdas.registry(body), cache, RunnerOptions.DEFAULT, locals).start("Scripted", "in");
    }

    private static Lambdas.Steps steps() {
        return steps(OPTIONS);
    }

    private static Lambdas.Steps steps(LocalActivityOptions options) {
        return Workflow.newLocalActivityStub(Lambdas.Steps.class, options);
    }

    private static String detail(MarkerRecorded marker, String key) {
        return marker.details().get(key).getFirst().toString();
    }

    @ParameterizedTest
    @EnumSource(Cache.class)
    void aLocalActivityRunsInsideTheTaskAndLeavesOneMarker(Cache cache) {
        try (ScriptedServer server = started(cache, code -> steps().step("a") + " " + steps().undo("b"))) {
            server.task();

            assertThat(server.result(String.class)).isEqualTo("done a undone");
            assertThat(server.story())
                    .containsExactly(
                            "WorkflowExecutionStarted",
                            "MarkerRecorded",
                            "MarkerRecorded",
                            "WorkflowExecutionCompleted");
            MarkerRecorded marker = server.last(MarkerRecorded.class);
            assertThat(marker.markerName()).isEqualTo("local_activity");
            assertThat(marker.details().keySet())
                    .containsExactlyInAnyOrder("id", "type", "attempt", "replayTimeMillis", "result");
            assertThat(detail(marker, "id")).isEqualTo("\"2\"");
            assertThat(detail(marker, "type")).isEqualTo("\"Undo\"");
            assertThat(detail(marker, "attempt")).isEqualTo("1");
            assertThat(marker.details().get("result")).containsExactly(Payload.json("\"undone\""));
            assertThat(marker.failure()).isEqualTo(Failure.NONE);
        }
    }

    @ParameterizedTest
    @EnumSource(Cache.class)
    void replayTakesTheOutcomeFromTheMarker(Cache cache) {
        try (ScriptedServer server = started(cache, code -> {
            String first = steps().step("a");
            Workflow.sleep(Duration.ofSeconds(1));
            return first + " " + steps().step("b");
        })) {
            server.task().fireTimer().task();

            assertThat(server.result(String.class)).isEqualTo("done a done b");
            assertThat(locals.begun()).containsExactly("Step1", "Step1");
        }
    }

    @ParameterizedTest
    @EnumSource(Cache.class)
    void severalAreUnderWayAtATimeAndTheirMarkersAreMatchedByActivityIdInAnyOrder(Cache cache) {
        locals.endInReverse(3);
        try (ScriptedServer server = started(cache, code -> {
            List<String> order = new ArrayList<>();
            List<Promise<String>> all = List.of(
                    Async.function(steps()::step, "a"),
                    Async.function(steps()::step, "b"),
                    Workflow.newUntypedLocalActivityStub(OPTIONS).executeAsync("Undo", String.class, "c"));
            all.forEach(promise -> promise.thenApply(order::add));
            Promise.allOf(all).get();
            Workflow.sleep(Duration.ofSeconds(1));
            return order;
        })) {
            server.task();
            assertThat(server.history().stream()
                            .map(HistoryEvent::attributes)
                            .filter(MarkerRecorded.class::isInstance)
                            .map(marker -> detail((MarkerRecorded) marker, "id")))
                    .containsExactly("\"3\"", "\"2\"", "\"1\"");
            server.fireTimer().task();

            assertThat(server.result(List.class)).containsExactly("done b", "done a", "undone");
            assertThat(locals.begun()).containsExactly("Undo1", "Step1", "Step1");
        }
    }

    @ParameterizedTest
    @EnumSource(Cache.class)
    void theFailureOfTheLastAttemptReachesCodeAsTheCauseOfAnActivityFailure(Cache cache) {
        locals.on("Step", task -> {
            throw ApplicationFailure.of("attempt " + task.attempt(), "Broken");
        });
        try (ScriptedServer server = started(cache, code -> {
            try {
                return steps(OPTIONS.withRetry(RetryOptions.NONE)).step("a");
            } catch (ActivityFailure e) {
                Workflow.sleep(Duration.ofSeconds(1));
                ApplicationFailure cause = (ApplicationFailure) e.getCause();
                return e.activityType() + " " + e.activityId() + " " + e.retryState() + " " + cause.type() + ": "
                        + cause.getMessage();
            }
        })) {
            server.task().fireTimer().task();

            assertThat(server.result(String.class)).isEqualTo("Step 1 MAXIMUM_ATTEMPTS_REACHED Broken: attempt 1");
            assertThat(locals.begun()).containsExactly("Step1");
            MarkerRecorded marker = server.last(MarkerRecorded.class);
            assertThat(marker.failure().message()).isEqualTo("attempt 1");
            assertThat(detail(marker, "retryState")).isEqualTo("\"MAXIMUM_ATTEMPTS_REACHED\"");
        }
    }

    @Test
    void attemptsAreRepeatedInsideTheTask() {
        locals.on("Step", task -> {
            if (task.attempt() < 3) {
                throw ApplicationFailure.of("attempt " + task.attempt(), "Broken");
            }
            return "after " + task.lastFailure().message();
        });
        RetryOptions quick = RetryOptions.DEFAULT.withInitialInterval(Duration.ofMillis(1));
        try (ScriptedServer server =
                started(Cache.STICKY, code -> steps(OPTIONS.withRetry(quick)).step("a"))) {
            server.task();

            assertThat(server.result(String.class)).isEqualTo("after attempt 2");
            assertThat(locals.begun()).containsExactly("Step1", "Step2", "Step3");
            assertThat(detail(server.last(MarkerRecorded.class), "attempt")).isEqualTo("3");
        }
    }

    @ParameterizedTest
    @EnumSource(Cache.class)
    void aBackoffBeyondTheLocalThresholdBecomesADurableTimer(Cache cache) {
        locals.on("Step", task -> {
            if (task.attempt() < 3) {
                throw ApplicationFailure.of("attempt " + task.attempt(), "Broken");
            }
            return "after " + task.lastFailure().message();
        });
        RetryOptions slow = RetryOptions.DEFAULT.withInitialInterval(Duration.ofMinutes(1));
        try (ScriptedServer server =
                started(cache, code -> steps(OPTIONS.withRetry(slow)).step("a"))) {
            server.task();
            assertThat(server.last(TimerStarted.class).startToFire()).isEqualTo(Duration.ofMinutes(1));
            assertThat(detail(server.last(MarkerRecorded.class), "backoffMillis"))
                    .isEqualTo("60000");
            assertThat(server.isHeartbeat()).isFalse();

            server.fireTimer().task();
            assertThat(server.last(TimerStarted.class).startToFire()).isEqualTo(Duration.ofMinutes(2));
            assertThat(detail(server.last(MarkerRecorded.class), "attempt")).isEqualTo("2");

            server.fireTimer().task();
            assertThat(server.result(String.class)).isEqualTo("after attempt 2");
            assertThat(locals.begun()).containsExactly("Step1", "Step2", "Step3");
        }
    }

    @Test
    void theThresholdCanBeSet() {
        locals.on("Step", task -> {
            throw ApplicationFailure.of("no", "Broken");
        });
        RetryOptions quick = RetryOptions.DEFAULT.withInitialInterval(Duration.ofMillis(2));
        LocalActivityOptions options = OPTIONS.withRetry(quick).withLocalRetryThreshold(Duration.ofMillis(5));
        try (ScriptedServer server =
                started(Cache.STICKY, code -> steps(options).step("a"))) {
            server.task();

            assertThat(locals.begun()).containsExactly("Step1", "Step2", "Step3");
            assertThat(server.last(TimerStarted.class).startToFire()).isEqualTo(Duration.ofMillis(8));
        }
    }

    @ParameterizedTest
    @EnumSource(Cache.class)
    void aTaskThatWaitsForLongHeartbeatsAndGoesOnInTheNext(Cache cache) {
        locals.hold("Step");
        try (ScriptedServer server = started(cache, code -> {
            String first = steps().undo("quick");
            return first + " " + steps().step("slow") + " " + code.notes;
        })) {
            server.withTaskTimeout(Duration.ofMillis(50)).task();
            assertThat(server.isHeartbeat()).isTrue();
            assertThat(server.story()).containsExactly("WorkflowExecutionStarted", "MarkerRecorded");

            server.signal("note", "between").task();
            assertThat(server.isHeartbeat()).isTrue();

            locals.release("Step");
            server.task();
            assertThat(server.isHeartbeat()).isFalse();
            assertThat(server.result(String.class)).isEqualTo("undone done slow [between]");
            assertThat(server.count(e -> e instanceof MarkerRecorded)).isEqualTo(2);
        }
    }

    @Test
    void whatIsUnderWayGoesOnFromOneTaskToTheNext() {
        locals.hold("Step");
        try (ScriptedServer server = started(Cache.STICKY, code -> steps().step("slow"))) {
            server.withTaskTimeout(Duration.ofMillis(50)).task().task();
            locals.release("Step");
            server.task();

            assertThat(server.result(String.class)).isEqualTo("done slow");
            assertThat(locals.begun()).containsExactly("Step1");
            assertThat(locals.stopped()).isEmpty();
        }
    }

    @Test
    void aLostRunStopsWhatIsUnderWayAndItsReplayRunsItAgain() {
        locals.hold("Step");
        try (ScriptedServer server = started(Cache.STICKY, code -> steps().undo("quick") + steps().step("slow"))) {
            server.withTaskTimeout(Duration.ofMillis(50)).task().forget();
            locals.release("Step");
            server.task();

            assertThat(server.result(String.class)).isEqualTo("undonedone slow");
            assertThat(locals.begun()).containsExactly("Undo1", "Step1", "Step1");
            assertThat(locals.stopped()).containsExactly("Step NO_LONGER_WANTED");
        }
    }

    @Test
    void waitingForALocalActivityIsNoDeadlock() {
        locals.hold("Step");
        RunnerOptions impatient = new RunnerOptions(Duration.ofMillis(10));
        try (ScriptedServer server =
                new ScriptedServer(Lambdas.registry(code -> steps().step("slow")), Cache.STICKY, impatient, locals)) {
            server.start("Scripted", "in").withTaskTimeout(Duration.ofMillis(200));

            server.task();

            assertThat(server.isHeartbeat()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(Cache.class)
    void timeAfterALocalActivityIsThatOfItsMarker(Cache cache) {
        try (ScriptedServer server = started(cache, code -> {
            List<Long> times = new ArrayList<>();
            times.add(Workflow.currentTimeMillis());
            steps().step("a");
            times.add(Workflow.currentTimeMillis());
            Workflow.sleep(Duration.ofSeconds(1));
            return times;
        })) {
            server.task();
            long replayTime = Long.parseLong(detail(server.last(MarkerRecorded.class), "replayTimeMillis"));
            server.fireTimer().task();

            assertThat(server.result(Long[].class)[1]).isEqualTo(replayTime);
            assertThat(server.result(Long[].class)[0]).isLessThanOrEqualTo(replayTime);
        }
    }

    @ParameterizedTest
    @EnumSource(Cache.class)
    void anUpdateWithALocalActivityCompletesInItsTask(Cache cache) {
        try (ScriptedServer server = started(cache, code -> {
            Workflow.registerListener((DynamicUpdateHandler) (name, args) -> steps().step(name));
            Workflow.await(() -> !code.notes.isEmpty());
            return "closed";
        })) {
            server.task().update("u1", "ask").task();

            assertThat(server.story())
                    .containsExactly(
                            "WorkflowExecutionStarted",
                            "WorkflowExecutionUpdateAccepted",
                            "MarkerRecorded",
                            "WorkflowExecutionUpdateCompleted");
            server.signal("note", "done").task();
            assertThat(server.result(String.class)).isEqualTo("closed");
        }
    }

    @Test
    void aRunThatClosesStopsWhatIsUnderWay() {
        locals.hold("Step");
        try (ScriptedServer server = started(Cache.STICKY, code -> {
            Async.function(steps()::step, "a");
            Workflow.await(() -> !code.notes.isEmpty());
            return "closed";
        })) {
            server.withTaskTimeout(Duration.ofMillis(50)).task();
            server.signal("note", "x").task();

            assertThat(server.isHeartbeat()).isFalse();
            assertThat(server.result(String.class)).isEqualTo("closed");
            server.forget();
            assertThat(locals.stopped()).containsExactly("Step NO_LONGER_WANTED");
        }
    }

    // ---- timeouts

    @Test
    void anAttemptThatTakesTooLongIsStoppedAndTriedAgain() {
        locals.hold("Step");
        LocalActivityOptions options = LocalActivityOptions.startToClose(Duration.ofMillis(5))
                .withRetry(RetryOptions.DEFAULT
                        .withInitialInterval(Duration.ofMillis(1))
                        .withMaximumAttempts(2));
        try (ScriptedServer server =
                started(Cache.STICKY, code -> failureOf(() -> steps(options).step("a")))) {
            server.task();

            assertThat(server.result(String.class)).isEqualTo("MAXIMUM_ATTEMPTS_REACHED START_TO_CLOSE START_TO_CLOSE");
            assertThat(locals.begun()).containsExactly("Step1", "Step2");
            assertThat(locals.stopped()).containsExactly("Step NO_LONGER_WANTED", "Step NO_LONGER_WANTED");
        }
    }

    @Test
    void anAttemptThatEndedInTimeIsNotTooLateBecauseCodeHearsOfItLater() {
        LocalActivityOptions options = LocalActivityOptions.startToClose(Duration.ofMillis(20));
        try (ScriptedServer server = started(Cache.STICKY, code -> {
            Promise<String> first = Async.function(steps(options)::step, "a");
            Promise<String> second = Async.function(steps(options)::step, "b");
            first.get();
            long end = System.nanoTime() + Duration.ofMillis(40).toNanos();
            while (System.nanoTime() < end) {
                Thread.onSpinWait();
            }
            return second.get();
        })) {
            server.task();

            assertThat(server.result(String.class)).isEqualTo("done b");
            assertThat(locals.begun()).containsExactly("Step1", "Step1");
        }
    }

    @Test
    void theWaitForASlotIsBounded() {
        locals.withoutSlots().hold("Step");
        LocalActivityOptions options = OPTIONS.withScheduleToStart(Duration.ofMillis(5));
        try (ScriptedServer server =
                started(Cache.STICKY, code -> failureOf(() -> steps(options).step("a")))) {
            server.task();

            assertThat(server.result(String.class)).isEqualTo("TIMEOUT SCHEDULE_TO_START");
            assertThat(locals.begun()).containsExactly("Step1");
        }
    }

    @Test
    void allAttemptsTogetherAreBounded() {
        locals.on("Step", task -> {
            throw ApplicationFailure.of("no", "Broken");
        });
        LocalActivityOptions options = LocalActivityOptions.scheduleToClose(Duration.ofMillis(500));
        try (ScriptedServer server =
                started(Cache.STICKY, code -> failureOf(() -> steps(options).step("a")))) {
            server.task();

            assertThat(server.result(String.class)).isEqualTo("TIMEOUT Broken");
            assertThat(locals.begun()).containsExactly("Step1");
        }
    }

    @Test
    void theBoundOfAllAttemptsEndsTheOneUnderWay() {
        locals.hold("Step");
        LocalActivityOptions options = LocalActivityOptions.scheduleToClose(Duration.ofMillis(5));
        try (ScriptedServer server =
                started(Cache.STICKY, code -> failureOf(() -> steps(options).step("a")))) {
            server.task();

            assertThat(server.result(String.class)).isEqualTo("TIMEOUT SCHEDULE_TO_CLOSE");
            assertThat(locals.stopped()).containsExactly("Step NO_LONGER_WANTED");
        }
    }

    @ParameterizedTest
    @EnumSource(Cache.class)
    void nothingBeginsAfterTheBoundOfAllAttempts(Cache cache) {
        locals.hold("Step");
        LocalActivityOptions options = LocalActivityOptions.scheduleToClose(Duration.ofMillis(500));
        try (ScriptedServer server =
                started(cache, code -> failureOf(() -> steps(options).step("a")))) {
            server.withTaskTimeout(Duration.ofMillis(50)).task();
            assertThat(server.isHeartbeat()).isTrue();
            server.forget().setClockBack(-1).task();

            assertThat(server.result(String.class)).isEqualTo("TIMEOUT SCHEDULE_TO_CLOSE");
            assertThat(locals.begun()).containsExactly("Step1");
        }
    }

    /** The retry state, and the chain of causes. */
    private static String failureOf(Supplier<String> call) {
        try {
            return call.get();
        } catch (ActivityFailure e) {
            StringBuilder text = new StringBuilder(e.retryState().name());
            for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
                text.append(' ')
                        .append(
                                switch (cause) {
                                    case TimeoutFailure timeout -> timeout.timeoutType();
                                    case ApplicationFailure failure -> failure.type();
                                    case CanceledFailure canceled -> "CANCELED";
                                    default -> cause.getClass().getSimpleName();
                                });
            }
            return text.toString();
        }
    }

    // ---- cancellation

    private Lambdas.Body canceled(ActivityCancellationType type) {
        return code -> {
            Promise<String>[] begun = new Promise[1];
            CancellationScope scope = Workflow.newCancellationScope(
                    () -> begun[0] = Workflow.newUntypedLocalActivityStub(OPTIONS.withCancellationType(type))
                            .executeAsync("Step", String.class, "a"));
            scope.run();
            Workflow.await(() -> !code.notes.isEmpty());
            scope.cancel("enough");
            String outcome = failureOf(begun[0]::get);
            Workflow.sleep(Duration.ofSeconds(1));
            return outcome;
        };
    }

    @ParameterizedTest
    @EnumSource(Cache.class)
    void aCanceledScopeAsksTheAttemptToStopAndGoesOnAtOnce(Cache cache) {
        locals.hold("Step");
        try (ScriptedServer server = started(cache, canceled(ActivityCancellationType.TRY_CANCEL))) {
            server.withTaskTimeout(Duration.ofMillis(50)).task();
            server.signal("note", "go").task();
            assertThat(server.isHeartbeat()).isFalse();
            server.fireTimer().task();

            assertThat(server.result(String.class)).isEqualTo("CANCEL_REQUESTED CANCELED");
            assertThat(server.count(e -> e instanceof MarkerRecorded)).isZero();
            assertThat(locals.stopped())
                    .contains(cache == Cache.STICKY ? "Step CANCEL_REQUESTED" : "Step NO_LONGER_WANTED");
        }
    }

    @ParameterizedTest
    @EnumSource(Cache.class)
    void aCanceledScopeCanWaitUntilTheAttemptHasEnded(Cache cache) {
        locals.hold("Step");
        try (ScriptedServer server = started(cache, canceled(ActivityCancellationType.WAIT_CANCELLATION_COMPLETED))) {
            server.withTaskTimeout(Duration.ofMillis(50)).task();
            server.signal("note", "go").task();
            if (cache == Cache.STICKY) {
                assertThat(server.isHeartbeat()).isTrue();
                assertThat(locals.stopped()).containsExactly("Step CANCEL_REQUESTED");
                locals.releaseCanceled();
                server.task();
            }
            server.fireTimer().task();

            assertThat(server.result(String.class)).isEqualTo("CANCEL_REQUESTED CANCELED");
            assertThat(server.last(MarkerRecorded.class).failure().chain().getFirst())
                    .isInstanceOf(FailureInfo.Canceled.class);
        }
    }

    @ParameterizedTest
    @EnumSource(Cache.class)
    void anAbandonedLocalActivityIsNotAskedToStop(Cache cache) {
        locals.hold("Step");
        try (ScriptedServer server = started(cache, canceled(ActivityCancellationType.ABANDON))) {
            server.withTaskTimeout(Duration.ofMillis(50)).task();
            server.signal("note", "go").task().fireTimer().task();

            assertThat(server.result(String.class)).isEqualTo("CANCEL_REQUESTED CANCELED");
            assertThat(locals.stopped()).doesNotContain("Step CANCEL_REQUESTED");
        }
    }

    @ParameterizedTest
    @EnumSource(ActivityCancellationType.class)
    void aScopeThatIsCanceledDuringADurableBackoffCancelsItsTimer(ActivityCancellationType type) {
        locals.on("Step", task -> {
            throw ApplicationFailure.of("no", "Broken");
        });
        try (ScriptedServer server = started(Cache.NONE, code -> {
            LocalActivityOptions options = OPTIONS.withCancellationType(type)
                    .withRetry(RetryOptions.DEFAULT.withInitialInterval(Duration.ofHours(1)));
            CancellationScope scope = Workflow.newCancellationScope(
                    () -> code.input = failureOf(() -> steps(options).step("a")));
            Promise<?> running = Async.procedure(scope::run);
            Workflow.await(() -> !code.notes.isEmpty());
            scope.cancel("enough");
            running.get();
            return code.input;
        })) {
            server.task().signal("note", "go").task();

            assertThat(server.result(String.class)).isEqualTo("CANCEL_REQUESTED CANCELED");
            assertThat(server.pendingTimers()).isZero();
            assertThat(locals.begun()).containsExactly("Step1");
        }
    }

    @Test
    void aCanceledBackoffInsideTheTaskEndsAtOnce() {
        locals.endInReverse(2).on("Step", task -> {
            throw ApplicationFailure.of("no", "Broken");
        });
        try (ScriptedServer server = started(Cache.STICKY, code -> {
            LocalActivityOptions options = OPTIONS.withCancellationType(
                            ActivityCancellationType.WAIT_CANCELLATION_COMPLETED)
                    .withRetry(RetryOptions.DEFAULT.withInitialInterval(Duration.ofSeconds(20)));
            CancellationScope scope = Workflow.newCancellationScope(
                    () -> code.input = failureOf(() -> steps(options).step("a")));
            Promise<?> running = Async.procedure(scope::run);
            steps().undo("first");
            scope.cancel("enough");
            running.get();
            return code.input;
        })) {
            server.task();

            assertThat(server.result(String.class)).isEqualTo("CANCEL_REQUESTED CANCELED");
            assertThat(locals.begun()).containsExactly("Undo1", "Step1");
        }
    }

    // ---- disagreement with history

    private static String messageOf(Lambdas.Body former, Lambdas.Body changed) {
        LocalScript script = new LocalScript();
        try (ScriptedServer old =
                new ScriptedServer(Lambdas.registry(former), Cache.NONE, RunnerOptions.DEFAULT, script)) {
            old.start("Scripted", "in").task().fireTimer();
            try (ScriptedServer server =
                    new ScriptedServer(Lambdas.registry(changed), Cache.NONE, RunnerOptions.DEFAULT, script)) {
                var failed = server.load("Scripted", old.history()).failingTask();
                assertThat(failed.cause()).isEqualTo(WorkflowTaskFailedCause.NON_DETERMINISTIC_ERROR);
                return failed.failure().message();
            }
        }
    }

    private static final Lambdas.Body STEP_THEN_TIMER = code -> {
        steps().step("a");
        Workflow.sleep(Duration.ofSeconds(1));
        return "";
    };

    private static final Lambdas.Body TIMER = code -> {
        Workflow.sleep(Duration.ofSeconds(1));
        return "";
    };

    @Test
    void aMissingLocalActivityIsReportedLikeAnyCommand() {
        assertThat(messageOf(STEP_THEN_TIMER, TIMER))
                .startsWith("Expected a command for event 5 MarkerRecorded (local activity \"Step\", id \"1\"), but"
                        + " workflow code issued none: it waits at dev.weft.sdk.scenario.LocalActivitiesTest.")
                .endsWith("deploy the former code.");
    }

    @Test
    void anotherLocalActivityIsReportedWithItsLine() {
        assertThat(messageOf(STEP_THEN_TIMER, code -> {
                    steps().undo("a");
                    Workflow.sleep(Duration.ofSeconds(1));
                    return "";
                }))
                .startsWith("Expected a command for event 5 MarkerRecorded (local activity \"Step\", id \"1\"), but"
                        + " workflow code issued RecordMarker (local activity \"Undo\", id \"1\") at"
                        + " dev.weft.sdk.scenario.LocalActivitiesTest.");
    }

    @Test
    void aNewLocalActivityIsReportedWhereHistoryGoesOnWithoutIt() {
        assertThat(messageOf(TIMER, STEP_THEN_TIMER))
                .startsWith("Expected a command for event 5 TimerStarted (timer 1, PT1S), but workflow code issued"
                        + " none: it waits at dev.weft.sdk.scenario.LocalActivitiesTest.");
    }

    // ---- options

    @Test
    void optionsCanComeFromTheRegistration() {
        WorkflowImplementationOptions options = WorkflowImplementationOptions.DEFAULT.withLocalActivityOptions(
                Map.of("Step", OPTIONS.withRetry(RetryOptions.NONE), WorkflowImplementationOptions.ANY, OPTIONS));
        locals.on("Step", task -> {
            throw ApplicationFailure.of("attempt " + task.attempt(), "Broken");
        });
        Lambdas.Body body = code -> {
            Lambdas.Steps steps = Workflow.newLocalActivityStub(Lambdas.Steps.class);
            return failureOf(() -> steps.step("a")) + " " + steps.undo("b");
        };
        try (ScriptedServer server =
                new ScriptedServer(Lambdas.registry(body, options), Cache.NONE, RunnerOptions.DEFAULT, locals)) {
            server.start("Scripted", "in").task();

            assertThat(server.result(String.class)).isEqualTo("MAXIMUM_ATTEMPTS_REACHED Broken undone");
        }
    }

    @Test
    void aStubWithoutOptionsFailsTheTaskWithASentence() {
        try (ScriptedServer server = started(Cache.NONE, code -> Workflow.newLocalActivityStub(Lambdas.Steps.class)
                .step("a"))) {
            assertThat(server.failingTask().failure().message())
                    .isEqualTo("Expected options for activity Step, given to the stub or in"
                            + " WorkflowImplementationOptions, but there are none");
        }
    }

    @Test
    void impossibleOptionsAreRefused() {
        assertThatThrownBy(() -> LocalActivityOptions.startToClose(Duration.ZERO))
                .hasMessage("Expected a startToCloseTimeout or a scheduleToCloseTimeout, but neither is set");
        assertThatThrownBy(() -> OPTIONS.withScheduleToClose(Duration.ofSeconds(-1)))
                .hasMessage("Expected a scheduleToCloseTimeout of zero (not set) or more, but got PT-1S");
        assertThatThrownBy(() -> OPTIONS.withScheduleToStart(Duration.ofSeconds(-1)))
                .hasMessage("Expected a scheduleToStartTimeout of zero (not set) or more, but got PT-1S");
        assertThatThrownBy(() -> OPTIONS.withStartToClose(Duration.ofSeconds(-1)))
                .hasMessage("Expected a startToCloseTimeout of zero (not set) or more, but got PT-1S");
        assertThatThrownBy(() -> OPTIONS.withLocalRetryThreshold(Duration.ofSeconds(-1)))
                .hasMessage("Expected a localRetryThreshold of zero (not set) or more, but got PT-1S");
        assertThatThrownBy(() -> OPTIONS.withStartToClose(Duration.ofDays(36_526)))
                .hasMessage("Expected a startToCloseTimeout of at most 100 years, but got PT876624H");
    }
}
