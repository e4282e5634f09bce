package dev.weft.sdk.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.core.event.ActivityEvent;
import dev.weft.core.event.EventAttributes;
import dev.weft.core.event.HistoryEvent;
import dev.weft.core.event.TimerEvent;
import dev.weft.core.event.WorkflowEvent;
import dev.weft.core.event.WorkflowTaskEvent;
import dev.weft.core.event.WorkflowTaskEvent.WorkflowTaskCompleted;
import dev.weft.core.model.FailureInfo;
import dev.weft.core.model.WorkflowTaskFailedCause;
import dev.weft.sdk.data.StandardDataConverter;
import dev.weft.sdk.data.StandardFailureConverter;
import dev.weft.sdk.failure.ActivityFailure;
import dev.weft.sdk.failure.ApplicationFailure;
import dev.weft.sdk.replay.NonDeterminismException;
import dev.weft.sdk.replay.UnknownSdkFlagException;
import dev.weft.sdk.runner.WorkflowReplayer;
import dev.weft.sdk.scenario.ScriptedServer.Cache;
import dev.weft.sdk.workflow.Async;
import dev.weft.sdk.workflow.Promise;
import dev.weft.sdk.workflow.RetryOptions;
import dev.weft.sdk.workflow.Workflow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Feature row 53: behaviours that a run keeps for its life. */
class SdkFlagsTest {
    private static final Lambdas.Body THREE_TIMES = code -> {
        List<Long> times = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            times.add(Workflow.currentTimeMillis());
            Workflow.sleep(Duration.ofSeconds(1));
        }
        return times;
    };

    private static List<List<String>> flags(ScriptedServer server) {
        return server.history().stream()
                .map(HistoryEvent::attributes)
                .filter(WorkflowTaskCompleted.class::isInstance)
                .map(completed -> ((WorkflowTaskCompleted) completed).sdkFlags())
                .toList();
    }

    /** The same history without its flags, as an earlier version has written it. */
    private static List<HistoryEvent> withoutFlags(List<HistoryEvent> history) {
        return history.stream()
                .map(event -> event.attributes() instanceof WorkflowTaskCompleted c ? with(event, c, List.of()) : event)
                .toList();
    }

    private static HistoryEvent with(HistoryEvent event, WorkflowTaskCompleted completed, List<String> flags) {
        return new HistoryEvent(
                event.eventId(),
                event.eventTime(),
                new WorkflowTaskCompleted(
                        completed.scheduledEventId(),
                        completed.startedEventId(),
                        completed.identity(),
                        completed.sdkName(),
                        completed.sdkVersion(),
                        flags));
    }

    @ParameterizedTest
    @EnumSource(Cache.class)
    void aCompletionNamesABehaviourWhenItsRunNeedsItFirst(Cache cache) {
        try (ScriptedServer server = Lambdas.started(cache, THREE_TIMES)) {
            server.task().setClockBack(100).fireTimer().task();
            server.setClockBack(100).fireTimer().task().fireTimer().task();

            assertThat(flags(server)).containsExactly(List.of(), List.of("monotonic-time"), List.of(), List.of());
        }
    }

    @ParameterizedTest
    @EnumSource(Cache.class)
    void timeDoesNotGoBackWithTheClockOfThePlatform(Cache cache) {
        try (ScriptedServer server = Lambdas.started(cache, THREE_TIMES)) {
            server.task().setClockBack(100).fireTimer().task();
            server.setClockBack(100).fireTimer().task().fireTimer().task();

            Long[] times = server.result(Long[].class);
            assertThat(times[1]).isEqualTo(times[0]);
            assertThat(times[2]).isEqualTo(times[0]);
        }
    }

    @Test
    void aRunThatIsOlderThanABehaviourKeepsItsOwn() {
        try (ScriptedServer first = Lambdas.started(Cache.NONE, THREE_TIMES)) {
            first.task().setClockBack(100).fireTimer().task().fireTimer();
            try (ScriptedServer server = new ScriptedServer(Lambdas.registry(THREE_TIMES), Cache.NONE)) {
                server.load("Scripted", withoutFlags(first.history())).task();
                server.fireTimer().task();

                Long[] times = server.result(Long[].class);
                assertThat(times[1]).isLessThan(times[0]);
            }
        }
    }

    @Test
    void aHistoryThatReliesOnAnUnknownBehaviourFailsTheTaskWithASentence() {
        try (ScriptedServer old = Lambdas.started(Cache.NONE, THREE_TIMES)) {
            old.task().fireTimer();
            List<HistoryEvent> future = new ArrayList<>(old.history());
            HistoryEvent completed = future.get(3);
            future.set(3, with(completed, (WorkflowTaskCompleted) completed.attributes(), List.of("from-the-future")));
            int[] ran = {0};
            try (ScriptedServer server = new ScriptedServer(
                    Lambdas.registry(code -> {
                        ran[0]++;
                        return "";
                    }),
                    Cache.NONE)) {
                var failed = server.load("Scripted", future).failingTask();

                assertThat(failed.cause()).isEqualTo(WorkflowTaskFailedCause.WORKFLOW_WORKER_UNHANDLED_FAILURE);
                assertThat(failed.failure().message())
                        .isEqualTo("Expected behaviours that this version of the SDK knows, but event 4 relies on"
                                + " 'from-the-future'; run this workflow with a newer SDK");
                assertThat(((FailureInfo.Application) failed.failure().chain().getFirst()).type())
                        .isEqualTo(UnknownSdkFlagException.class.getName());
                assertThat(ran[0]).as("flags are read before code runs").isZero();
            }
        }
    }

    /** Coroutine 0 lets 1 go on, and 1 lets 0 go on again; 2 can go on at once. */
    private static final Lambdas.Body TURNS = code -> {
        StringBuilder order = new StringBuilder();
        boolean[] free = new boolean[3];
        List<Promise<?>> all = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            int number = i;
            all.add(Async.procedure(() -> {
                Workflow.await(() -> free[number]);
                order.append(number);
                free[0] = true;
            }));
        }
        Workflow.await(() -> !code.notes.isEmpty());
        free[1] = true;
        free[2] = true;
        Promise.allOf(all).get();
        Workflow.sleep(Duration.ofSeconds(1));
        return order.toString();
    };

    @ParameterizedTest
    @EnumSource(Cache.class)
    void conditionsAreAskedInPasses(Cache cache) {
        try (ScriptedServer server = Lambdas.started(cache, TURNS)) {
            server.task().signal("note", "go").task().fireTimer().task();

            assertThat(server.result(String.class)).isEqualTo("120");
            assertThat(flags(server)).contains(List.of("conditions-in-passes"));
        }
    }

    @Test
    void aRunThatIsOlderThanPassesBeginsWithTheOldestEachTime() {
        String[] order = new String[1];
        Lambdas.Body told = code -> order[0] = (String) TURNS.run(code);
        try (ScriptedServer server = Lambdas.started(Cache.NONE, TURNS)) {
            server.task().signal("note", "go").task().fireTimer().task();
            try (WorkflowReplayer replayer = new WorkflowReplayer(
                    Lambdas.registry(told), new StandardDataConverter(), new StandardFailureConverter())) {
                replayer.replay(withoutFlags(server.history()));
                assertThat(order[0]).isEqualTo("102");

                replayer.replay(server.history());
                assertThat(order[0]).isEqualTo("120");
            }
        }
    }

    private static final Lambdas.Body COMPENSATING = CancellationTest.compensating(code -> code.steps.step("a"));

    @ParameterizedTest
    @EnumSource(Cache.class)
    void handlersThatAreCanceledWithTheirWorkflowEndAlone(Cache cache) {
        try (ScriptedServer server = Lambdas.started(cache, COMPENSATING)) {
            server.task().signal("add").task().cancel("enough").task();

            assertThat(flags(server)).containsExactly(List.of(), List.of(), List.of("handlers-end-alone"));
        }
    }

    @Test
    void aRunThatIsOlderIsClosedByItsCanceledHandler() {
        try (ScriptedServer server = Lambdas.started(Cache.STICKY, COMPENSATING)) {
            server.task().signal("add").task().cancel("enough");
            long scheduled = server.append(
                    new WorkflowTaskEvent.WorkflowTaskScheduled("orders", false, Duration.ofSeconds(10), 1));
            long started = server.append(new WorkflowTaskEvent.WorkflowTaskStarted(scheduled, false, 0));
            long completed =
                    server.append(new WorkflowTaskCompleted(scheduled, started, "worker", "test", "1", List.of()));
            server.append(new ActivityEvent.ActivityTaskCancelRequested(9, completed));
            server.append(new WorkflowEvent.WorkflowExecutionCanceled(List.of(), completed, List.of()));
            try (WorkflowReplayer replayer = new WorkflowReplayer(
                    Lambdas.registry(COMPENSATING), new StandardDataConverter(), new StandardFailureConverter())) {

                replayer.replay(server.history());
            }
        }
    }

    @Test
    void aRunThatIsOlderKeepsTheTimerOfAConditionThatThrew() {
        try (ScriptedServer server = Lambdas.started(Cache.NONE, PromisesTest.AWAITING)) {
            server.task().signal("note", "go").task();
            assertThat(flags(server)).containsExactly(List.of(), List.of("timers-end-with-conditions"));
            List<HistoryEvent> old = renumbered(withoutFlags(server.history()), "TimerCanceled");

            replays(PromisesTest.AWAITING, old);
        }
    }

    private static final Lambdas.Body RETRYING = code -> {
        try {
            return Workflow.retry(RetryOptions.DEFAULT.withDoNotRetry("Declined"), () -> code.steps.step("a"));
        } catch (ActivityFailure e) {
            Workflow.sleep(Duration.ofSeconds(1));
            return "declined";
        }
    };

    @Test
    void aRunThatIsOlderRetriesWhatAnActivityBringsHoweverFinal() {
        try (ScriptedServer server = Lambdas.started(Cache.NONE, RETRYING)) {
            server.task();
            server.failActivity("Step", ApplicationFailure.of("no", "Declined")).task();
            assertThat(flags(server)).containsExactly(List.of(), List.of("retries-judge-causes"));
            List<HistoryEvent> old = new ArrayList<>(withoutFlags(server.history()));
            long completed = old.getLast().eventId() + 5;
            HistoryEvent timer = old.getLast();
            old.add(event(timer, 1, new TimerEvent.TimerFired("2", timer.eventId())));
            old.add(event(timer, 2, new WorkflowTaskEvent.WorkflowTaskScheduled("orders", false, Duration.ZERO, 1)));
            old.add(event(timer, 3, new WorkflowTaskEvent.WorkflowTaskStarted(completed - 3, false, 0)));
            old.add(event(
                    timer,
                    4,
                    new WorkflowTaskCompleted(completed - 3, completed - 2, "worker", "test", "1", List.of())));

            assertThatThrownBy(() -> replays(RETRYING, old))
                    .as("the second attempt is scheduled")
                    .isInstanceOf(NonDeterminismException.class)
                    .hasMessageContaining("ScheduleActivity (activity Step");
        }
    }

    private static HistoryEvent event(HistoryEvent before, int after, EventAttributes attributes) {
        return new HistoryEvent(before.eventId() + after, before.eventTime(), attributes);
    }

    /** The history without the events of a type, which must come after all references. */
    private static List<HistoryEvent> renumbered(List<HistoryEvent> history, String without) {
        List<HistoryEvent> kept = new ArrayList<>();
        for (HistoryEvent event : history) {
            if (!event.eventType().equals(without)) {
                kept.add(new HistoryEvent(kept.size() + 1, event.eventTime(), event.attributes()));
            }
        }
        return kept;
    }

    private static void replays(Lambdas.Body body, List<HistoryEvent> history) {
        try (WorkflowReplayer replayer = new WorkflowReplayer(
                Lambdas.registry(body), new StandardDataConverter(), new StandardFailureConverter())) {
            replayer.replay(history);
        }
    }

    @Test
    void aTaskThatLeavesNoTraceNamesNoBehaviour() {
        try (ScriptedServer server = Lambdas.started(Cache.STICKY, code -> {
            Workflow.await(() -> !code.notes.isEmpty());
            return Workflow.currentTimeMillis();
        })) {
            server.task().setClockBack(100).update("u1", "nobody handles this").speculativeTask();
            server.signal("note", "go").task();

            assertThat(flags(server)).containsExactly(List.of(), List.of("monotonic-time"));
        }
    }
}
