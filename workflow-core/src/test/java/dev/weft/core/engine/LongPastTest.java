package dev.weft.core.engine;

import static dev.weft.core.scenario.ClientSteps.ASKER;
import static dev.weft.core.scenario.ClientSteps.FIRST_RUN;
import static dev.weft.core.scenario.ClientSteps.asked;
import static dev.weft.core.scenario.ClientSteps.started;
import static dev.weft.core.scenario.OperatorSteps.FIRST_TASK;
import static dev.weft.core.scenario.OperatorSteps.LAST_TASK;
import static dev.weft.core.scenario.OperatorSteps.event;
import static dev.weft.core.scenario.OperatorSteps.reset;
import static dev.weft.core.scenario.Stage.given;
import static dev.weft.core.scenario.WorkerSteps.taskCompleted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.effect.Effect;
import dev.weft.core.event.ChildEvent;
import dev.weft.core.event.EventAttributes;
import dev.weft.core.event.MessageEvent.WorkflowExecutionSignaled;
import dev.weft.core.event.WorkflowTaskEvent;
import dev.weft.core.model.ExecutionKey;
import dev.weft.core.model.LogPosition;
import dev.weft.core.model.Payload;
import dev.weft.core.model.ResetPoint;
import dev.weft.core.reply.RejectionReason;
import dev.weft.core.reply.Reply;
import dev.weft.core.request.ClientRequest;
import dev.weft.core.request.Request;
import dev.weft.core.request.RequestBody;
import dev.weft.core.scenario.LongHistory;
import dev.weft.core.scenario.Stage;
import dev.weft.core.state.ExecutionState;
import dev.weft.core.state.Limits;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Of histories that may be larger than memory no more is read than a request needs, or it is refused. */
class LongPastTest {
    private static final long LONG = 5_000_000;
    private static final int MEBIBYTE = 1 << 20;
    private static final Payload LARGE = new Payload(Payload.JSON, Map.of(), new byte[MEBIBYTE]);

    private final Stage stage = given(started(), taskCompleted());

    @Test
    void stateAsOfAnEarlyEventIsReadNoFurther() {
        LongHistory history = signals(LONG, Payload.NONE);

        assertThat(ask(history, stateAt(4))).isInstanceOf(Reply.Described.class);
        assertThat(history.eventsRead()).isLessThan(10);
    }

    @Test
    void stateAsOfALateEventIsFoldedFromAllBeforeIt() {
        LongHistory history = signals(20_500, Payload.NONE);

        assertThat(ask(history, stateAt(20_500))).isInstanceOfSatisfying(Reply.Described.class, described -> assertThat(
                        described.description().historyLength())
                .isEqualTo(20_500));
        assertThat(history.eventsRead()).isLessThan(20_510);
    }

    @Test
    void stateBehindTooManyEventsIsRefusedUnread() {
        LongHistory history = signals(LONG, Payload.NONE);

        assertThat(ask(history, stateAt(Limits.PAST_EVENTS + 1)))
                .isInstanceOfSatisfying(Reply.Rejected.class, refused -> {
                    assertThat(refused.reason()).isEqualTo(RejectionReason.LIMIT_EXCEEDED);
                    assertThat(refused.message())
                            .isEqualTo("Expected at most 500000 events to be read for a state of the past, but event"
                                    + " 500001 of run run-1 is behind more");
                });
        assertThat(history.eventsRead()).isLessThan(10);
    }

    @Test
    void queryAsOfAnEventReadsBackToTheWorkflowTaskBefore() {
        LongHistory history = new LongHistory(FIRST_RUN, LONG, LongPastTest.this::tasksAndSignals);

        Transition transition = handle(history, "", new ClientRequest.QueryWorkflow("", "q", List.of(), 4_000_777));

        assertThat(transition.effects())
                .filteredOn(Effect.DispatchQuery.class::isInstance)
                .singleElement()
                .isInstanceOfSatisfying(Effect.DispatchQuery.class, query -> assertThat(query.lastEventId())
                        .isEqualTo(4_000_004));
        assertThat(history.eventsRead()).isLessThan(1_000 + 2 * LongHistory.PAGE);
    }

    @Test
    void resetOfATooLongRunIsRefusedUnread() {
        LongHistory history = signals(LONG, Payload.NONE);

        assertRefused(history, resetTo(FIRST_TASK, true), "Expected a run of at most 500000 events to reset");
        assertThat(history.eventsRead()).isLessThan(10);
    }

    @Test
    void resetThatWouldCopyTooMuchIsRefused() {
        LongHistory history = new LongHistory(FIRST_RUN, 100, id -> id <= 97 ? largeSignal(id) : shifted(id, 96));

        assertRefused(history, resetTo(LAST_TASK, true), "Expected at most 67108864 bytes to copy and to apply again");
    }

    @Test
    void resetThatWouldApplyTooMuchAgainIsRefusedUnlessItIsLeftOut() {
        assertRefused(
                signals(100, LARGE),
                resetTo(FIRST_TASK, true),
                "Expected at most 10000 signals and updates of 67108864 bytes");

        assertThat(ask(signals(100, LARGE), resetTo(FIRST_TASK, false))).isInstanceOf(Reply.ResetDone.class);
    }

    @Test
    void endsOfChildrenThatBeganAfterThePointAreNotKeptInMemory() {
        LongHistory history = new LongHistory(FIRST_RUN, 200, id -> id <= 4 ? real(id) : largeChildEnd(id));

        assertThat(ask(history, resetTo(FIRST_TASK, true))).isInstanceOf(Reply.ResetDone.class);
    }

    @Test
    void repeatedResetReadsOnlyHowRunsBegan() {
        stage.when(asked("reset-1", reset("", "run-2", event(4))));
        stage.when(reset("", "run-3", event(4)));
        stage.when(reset("", "run-4", event(4)));
        EventAttributes start = stage.history("run-2").getFirst().attributes();
        LongHistory history = new LongHistory("run-2", LONG, id -> id == 1 ? start : signal(Payload.NONE));

        Reply again = handle(
                        history, "reset-1", new ClientRequest.ResetWorkflow("", "run-9", event(4), true, true, "", ""))
                .reply();

        assertThat(again).isEqualTo(new Reply.ResetDone(FIRST_RUN, "run-2", 4));
        assertThat(history.eventsRead()).isEqualTo(1);
    }

    private void assertRefused(LongHistory history, RequestBody request, String sentence) {
        assertThat(ask(history, request)).isInstanceOfSatisfying(Reply.Rejected.class, refused -> {
            assertThat(refused.reason()).isEqualTo(RejectionReason.LIMIT_EXCEEDED);
            assertThat(refused.message()).startsWith(sentence);
        });
    }

    private Reply ask(LongHistory history, RequestBody request) {
        return handle(history, "", request).reply();
    }

    private Transition handle(LongHistory history, String requestId, RequestBody request) {
        ExecutionState state = stage.state();
        return WorkflowStateMachine.handle(
                state,
                new LoggedRequest(
                        new Request(state.key(), requestId, ASKER, request),
                        new LogPosition(0, 1_000, stage.now().plus(Duration.ofDays(1)))),
                history);
    }

    private static ClientRequest.ReadState stateAt(long eventId) {
        return new ClientRequest.ReadState("", eventId);
    }

    private static ClientRequest.ResetWorkflow resetTo(ResetPoint point, boolean signals) {
        return new ClientRequest.ResetWorkflow("", "run-9", point, signals, true, "", "operator");
    }

    /** Behind the first workflow task only signals. */
    private LongHistory signals(long length, Payload input) {
        return new LongHistory(FIRST_RUN, length, id -> id <= 4 ? real(id) : signal(input));
    }

    /** In each thousand of events one workflow task. */
    private EventAttributes tasksAndSignals(long id) {
        long inThousand = id % 1_000;
        if (id == 1 || inThousand < 2 || inThousand > 4) {
            return id == 1 ? real(1) : signal(Payload.NONE);
        }
        return shifted(id, id - inThousand);
    }

    private EventAttributes largeSignal(long id) {
        return id == 1 ? real(1) : signal(LARGE);
    }

    /** Events 2 to 4, which are those of the first workflow task, at another place. */
    private EventAttributes shifted(long id, long by) {
        return switch (real(id - by)) {
            case WorkflowTaskEvent.WorkflowTaskStarted started ->
                new WorkflowTaskEvent.WorkflowTaskStarted(id - 1, false, started.historySizeBytes());
            case WorkflowTaskEvent.WorkflowTaskCompleted completed ->
                new WorkflowTaskEvent.WorkflowTaskCompleted(id - 2, id - 1, "", "", "", List.of());
            case EventAttributes scheduled -> scheduled;
        };
    }

    private EventAttributes real(long id) {
        return stage.history(FIRST_RUN).get((int) id - 1).attributes();
    }

    private static EventAttributes signal(Payload input) {
        return new WorkflowExecutionSignaled("s", List.of(input), Map.of(), "", ExecutionKey.NONE, "");
    }

    private static EventAttributes largeChildEnd(long id) {
        return new ChildEvent.ChildWorkflowExecutionCompleted(
                new ExecutionKey("default", "child"), "child-run", "Child", id, id, LARGE);
    }
}
