package dev.weft.history.engine;

import static dev.weft.history.Requests.complete;
import static dev.weft.history.Requests.completeWorkflow;
import static dev.weft.history.Requests.continueAsNew;
import static dev.weft.history.Requests.delete;
import static dev.weft.history.Requests.key;
import static dev.weft.history.Requests.query;
import static dev.weft.history.Requests.readHistory;
import static dev.weft.history.Requests.readState;
import static dev.weft.history.Requests.reset;
import static dev.weft.history.Requests.resetRunId;
import static dev.weft.history.Requests.runId;
import static dev.weft.history.Requests.scheduleActivity;
import static dev.weft.history.Requests.signal;
import static dev.weft.history.Requests.start;
import static dev.weft.history.Requests.startChild;
import static dev.weft.history.Requests.startTimer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.event.HistoryEvent;
import dev.weft.core.model.Payload;
import dev.weft.core.model.WorkflowStatus;
import dev.weft.core.reply.Reply;
import dev.weft.core.task.Task;
import dev.weft.history.Requests;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExecutionEngineTest {
    private final EngineOnMemory engine = new EngineOnMemory();

    @Test
    void startDispatchesTheFirstTaskWithItsHistory() {
        engine.handle(start("a"));

        Task.WorkflowTask task = engine.lastWorkflowTask();
        assertThat(eventTypes(task.events()))
                .containsExactly("WorkflowExecutionStarted", "WorkflowTaskScheduled", "WorkflowTaskStarted");
        assertThat(task.nextEventId()).isZero();
        assertThat(engine.replies).singleElement().isInstanceOf(Reply.Started.class);
    }

    @Test
    void listenerHearsEveryEventOfATransition() {
        engine.handle(start("a"));

        assertThat(engine.told).containsExactly(1L, 2L, 3L);
    }

    @Test
    void stickyTaskCarriesOnlyWhatTheWorkerHasNotSeenAndReadsNothing() {
        engine.handle(start("a"));
        engine.handle(complete(engine.lastWorkflowTask()));
        engine.handle(signal("a", "pay"));

        Task.WorkflowTask task = engine.lastWorkflowTask();
        assertThat(task.queue().stickyId()).isEqualTo(Requests.STICKY);
        assertThat(eventTypes(task.events()))
                .containsExactly(
                        "WorkflowTaskCompleted",
                        "WorkflowExecutionSignaled",
                        "WorkflowTaskScheduled",
                        "WorkflowTaskStarted");
        assertThat(engine.reads).isZero();
    }

    @Test
    void activityTaskCarriesTheInputOfItsScheduledEvent() {
        engine.handle(start("a"));
        engine.handle(complete(engine.lastWorkflowTask(), scheduleActivity("charge")));

        Task.ActivityTask task = engine.lastActivityTask();
        assertThat(task.activityType()).isEqualTo("Charge");
        assertThat(task.input()).containsExactly(Payload.json("\"card\""));
        assertThat(task.attempt()).isEqualTo(1);
        assertThat(engine.reads).isZero();
    }

    @Test
    void takeoverSendsTheSameTasksAgainFromTheStore() {
        engine.handle(start("a"));
        engine.handle(complete(engine.lastWorkflowTask(), scheduleActivity("charge"), scheduleActivity("ship")));
        List<Task> sent = List.copyOf(engine.tasks.subList(1, 3));
        engine.tasks.clear();

        engine.engine().resend(engine.states.recovered().load(key("a")));

        assertThat(engine.tasks).isEqualTo(sent);
        assertThat(engine.reads).isPositive();
    }

    @Test
    void historyPageIsBoundedAndNamesTheNextEvent() {
        engine.handle(start("a"));
        engine.handle(readHistory("a", 2, 1));

        Reply.HistoryPage page = (Reply.HistoryPage) engine.replies.getLast();
        assertThat(eventTypes(page.events())).containsExactly("WorkflowTaskScheduled");
        assertThat(page.nextEventId()).isEqualTo(3);
        assertThat(page.closed()).isFalse();
    }

    @Test
    void lastHistoryPageOfAClosedRunSaysSo() {
        engine.handle(start("a"));
        engine.handle(complete(engine.lastWorkflowTask(), completeWorkflow()));
        engine.handle(readHistory("a", 1, 100));

        Reply.HistoryPage page = (Reply.HistoryPage) engine.replies.getLast();
        assertThat(page.events()).hasSize(5);
        assertThat(page.nextEventId()).isZero();
        assertThat(page.closed()).isTrue();
    }

    @Test
    void queryGoesToTheWorkerThatHoldsTheExecutionWithoutHistory() {
        engine.handle(start("a"));
        engine.handle(complete(engine.lastWorkflowTask()));
        engine.handle(query("a"));

        Task.QueryTask task = (Task.QueryTask) engine.tasks.getLast();
        assertThat(task.queue().isSticky()).isTrue();
        assertThat(task.events()).isEmpty();
    }

    @Test
    void queryAsOfAnEventCarriesTheHistoryUpToWhatCodeHadSeen() {
        engine.handle(start("a"));
        engine.handle(complete(engine.lastWorkflowTask(), scheduleActivity("charge")));
        engine.handle(signal("a", "pay"));
        engine.handle(query("a", "", 6));

        Task.QueryTask task = (Task.QueryTask) engine.tasks.getLast();
        assertThat(task.historical()).isTrue();
        assertThat(task.queue().isSticky()).isFalse();
        assertThat(eventTypes(task.events()))
                .containsExactly(
                        "WorkflowExecutionStarted",
                        "WorkflowTaskScheduled",
                        "WorkflowTaskStarted",
                        "WorkflowTaskCompleted",
                        "ActivityTaskScheduled");
        assertThat(task.lastEventId()).isEqualTo(5);
        assertThat(task.nextEventId()).isZero();
    }

    @Test
    void formerRunIsQueriedAndReadFromItsOwnHistory() {
        engine.handle(start("a"));
        engine.handle(complete(engine.lastWorkflowTask(), continueAsNew()));
        engine.now = engine.now.plusSeconds(10);
        engine.handle(query("a", Requests.runId("a"), 4));
        engine.handle(readState("a", Requests.runId("a"), 5));

        Task.QueryTask task = (Task.QueryTask) engine.tasks.getLast();
        assertThat(task.runId()).isEqualTo(Requests.runId("a"));
        assertThat(eventTypes(task.events())).endsWith("WorkflowExecutionContinuedAsNew");
        Reply.Described described = (Reply.Described) engine.replies.getLast();
        assertThat(described.description().status()).isEqualTo(WorkflowStatus.CONTINUED_AS_NEW);
    }

    @Test
    void queryAsOfAnEventFarIntoALongHistoryEndsItsPagesThere() {
        engine.handle(start("a"));
        engine.handle(complete(engine.lastWorkflowTask()));
        for (int i = 0; i < 300; i++) {
            engine.handle(signal("a", "s" + i));
            engine.handle(complete(engine.lastWorkflowTask()));
        }
        engine.handle(query("a", "", 1_001));

        Task.QueryTask task = (Task.QueryTask) engine.tasks.getLast();
        assertThat(task.lastEventId()).isEqualTo(1_000);
        assertThat(task.events()).hasSize(1_000);
        assertThat(task.nextEventId()).isZero();
    }

    @Test
    void dueTimeIsToldWhenItChanges() {
        engine.handle(start("a"));
        engine.handle(complete(engine.lastWorkflowTask(), startTimer("t", Duration.ofHours(1))));

        assertThat(engine.dues.getLast())
                .isEqualTo(engine.now.plus(Duration.ofHours(1)).toEpochMilli());
    }

    @Test
    void workerThatDoesNotHoldALongExecutionGetsItsFirstPage() {
        engine.handle(start("a"));
        engine.handle(complete(engine.lastWorkflowTask()));
        for (int i = 0; i < 300; i++) {
            engine.handle(signal("a", "s" + i));
            engine.handle(complete(engine.lastWorkflowTask()));
        }
        engine.handle(signal("a", "last"));
        Task.WorkflowTask sticky = engine.lastWorkflowTask();
        engine.handle(Requests.stickyUnavailable(sticky));

        Task.WorkflowTask task = engine.lastWorkflowTask();
        assertThat(task.queue().isSticky()).isFalse();
        assertThat(task.events()).hasSize(1_000);
        assertThat(task.nextEventId()).isEqualTo(1_001);
        assertThat(task.startedEventId()).isGreaterThan(1_200);
    }

    @Test
    void longBatchIsStoredAsSeveral() {
        engine.handle(start("a"));
        for (int i = 0; i < 2_500; i++) {
            engine.handle(signal("a", "s" + i));
        }
        engine.batchLengths.clear();
        engine.told.clear();
        engine.handle(complete(engine.lastWorkflowTask()));

        assertThat(engine.batchLengths).containsExactly(1_000, 1_000, 503);
        assertThat(engine.told).hasSize(2_503).startsWith(4L, 5L).endsWith(2_506L);
    }

    @Test
    void resetRunHasAHistoryOfItsOwn() {
        engine.handle(start("a"));
        for (int i = 0; i < 2_500; i++) {
            engine.handle(signal("a", "s" + i));
        }
        engine.handle(complete(engine.lastWorkflowTask()));
        engine.handle(complete(engine.lastWorkflowTask()));
        engine.batchLengths.clear();

        engine.handle(reset("a"));

        assertThat(engine.replies.getLast()).isEqualTo(new Reply.ResetDone(runId("a"), resetRunId("a"), 2_507));
        assertThat(engine.batchLengths).containsExactly(1, 1_000, 1_000, 509);
        assertThat(engine.histories.events(key("a"), resetRunId("a")).subList(1, 2_506))
                .isEqualTo(engine.histories.events(key("a"), runId("a")).subList(1, 2_506));
        Task.WorkflowTask task = engine.lastWorkflowTask();
        assertThat(task.runId()).isEqualTo(resetRunId("a"));
        assertThat(task.events()).hasSize(1_000);
        assertThat(task.startedEventId()).isEqualTo(2_509);
    }

    @Test
    void activityOfAResetRunIsDispatchedWithItsInputFromTheCopy() {
        engine.handle(start("a"));
        engine.handle(complete(engine.lastWorkflowTask(), scheduleActivity("charge")));
        engine.handle(signal("a", "go"));
        engine.handle(complete(engine.lastWorkflowTask()));
        engine.tasks.clear();

        engine.handle(reset("a"));

        Task.ActivityTask task = (Task.ActivityTask) engine.tasks.getFirst();
        assertThat(task.runId()).isEqualTo(resetRunId("a"));
        assertThat(task.input()).containsExactly(Payload.json("\"card\""));
    }

    @Test
    void deletedExecutionLeavesNothingBehind() {
        engine.handle(start("a"));
        engine.handle(complete(engine.lastWorkflowTask()));
        engine.handle(reset("a"));
        engine.handle(delete("a", ""));

        assertThat(engine.states.all()).isEmpty();
        assertThat(engine.histories.events(key("a"), runId("a"))).isEmpty();
        assertThat(engine.histories.events(key("a"), resetRunId("a"))).isEmpty();
    }

    @Test
    void eventThatEndsADeletedRunIsToldBeforeTheHistoryIsGone() {
        engine.handle(start("a"));
        engine.told.clear();
        engine.handle(delete("a", runId("a")));

        assertThat(engine.told).containsExactly(4L, 5L);
        assertThat(engine.histories.events(key("a"), runId("a"))).isEmpty();
    }

    @Test
    void deletedExecutionIsKeptUntilItsChildrenKnow() {
        engine.handle(start("a"));
        engine.handle(complete(engine.lastWorkflowTask(), startChild("b")));
        engine.handle(delete("a", ""));

        assertThat(engine.states.all()).hasSize(1);
        LiveExecution recovered = engine.states.recovered().load(key("a"));
        assertThat(recovered.state().isNone()).isTrue();
        assertThat(recovered.state().outbox()).isNotEmpty();
    }

    private static List<String> eventTypes(List<HistoryEvent> events) {
        return events.stream().map(HistoryEvent::eventType).toList();
    }
}
