package dev.weft.core.state;

import static dev.weft.core.scenario.ClientSteps.asked;
import static dev.weft.core.scenario.ClientSteps.signal;
import static dev.weft.core.scenario.ClientSteps.started;
import static dev.weft.core.scenario.ClientSteps.update;
import static dev.weft.core.scenario.Commands.acceptUpdate;
import static dev.weft.core.scenario.Commands.completeUpdate;
import static dev.weft.core.scenario.Commands.scheduleActivity;
import static dev.weft.core.scenario.Commands.startChild;
import static dev.weft.core.scenario.Commands.startTimer;
import static dev.weft.core.scenario.FamilySteps.childStarted;
import static dev.weft.core.scenario.WorkerSteps.activityCompleted;
import static dev.weft.core.scenario.WorkerSteps.activityFailed;
import static dev.weft.core.scenario.WorkerSteps.taskCompleted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.core.event.ActivityEvent;
import dev.weft.core.event.HistoryEvent;
import dev.weft.core.model.ParentClosePolicy;
import dev.weft.core.model.Payload;
import dev.weft.core.reply.UpdateStage;
import dev.weft.core.scenario.Stage;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class HistoryFoldTest {
    private static final ParentClosePolicy POLICY = ParentClosePolicy.TERMINATE;

    @Test
    void historyAloneDeterminesThePartOfStateThatIsNotInternal() {
        Stage stage = Stage.given(
                started(),
                taskCompleted(
                        scheduleActivity("a"), startTimer("t", Duration.ofMinutes(1)), startChild("child", POLICY)),
                activityFailed("a"),
                childStarted(),
                signal("buffered"));

        ExecutionState folded = HistoryFold.of(Stage.KEY, stage.history("run-1"));

        assertThat(folded.determinedByHistory()).isEqualTo(stage.state().determinedByHistory());
        assertThat(folded).isNotEqualTo(stage.state());
    }

    @Test
    void updateThatHistoryShowsAsAcceptedIsUnderWayInTheFold() {
        Stage stage = Stage.given(
                started(),
                taskCompleted(),
                asked("u1", update("u1")),
                taskCompleted(acceptUpdate("u1")),
                asked("u2", update("u2")),
                taskCompleted(acceptUpdate("u2"), completeUpdate("u2")));

        ExecutionState folded = HistoryFold.of(Stage.KEY, stage.history("run-1"));

        assertThat(folded.updates().get("u1").orElseThrow().stage()).isEqualTo(UpdateStage.ACCEPTED);
        assertThat(folded.updates().get("u2").orElseThrow().result()).isEqualTo(Payload.json("3"));
        assertThat(folded.determinedByHistory().acceptedUpdates())
                .extracting(DeterminedState.Update::updateId)
                .containsExactly("u1");
    }

    @Test
    void whatARunOwesToOthersIsNotInTheFold() {
        Stage stage = Stage.given(started(), taskCompleted(startChild("child", POLICY)));

        ExecutionState folded = HistoryFold.of(Stage.KEY, stage.history("run-1"));

        assertThat(stage.state().outbox()).isNotEmpty();
        assertThat(folded.outbox()).isEmpty();
        assertThat(folded.children()).hasSize(1);
    }

    @Test
    void activityIsStartedBetweenItsLastTwoEvents() {
        Stage stage = Stage.given(started(), taskCompleted(scheduleActivity("a")), activityCompleted("a"));
        List<HistoryEvent> history = stage.history("run-1");
        long startedEventId = history.stream()
                .filter(event -> event.attributes() instanceof ActivityEvent.ActivityTaskStarted)
                .findFirst()
                .orElseThrow()
                .eventId();

        ExecutionState folded = HistoryFold.of(Stage.KEY, history.subList(0, (int) startedEventId));

        assertThat(folded.activity("a").orElseThrow().isStarted()).isTrue();
    }

    @Test
    void gapInHistoryIsRefused() {
        List<HistoryEvent> history = Stage.given(started(), taskCompleted()).history("run-1");
        HistoryFold fold = new HistoryFold(Stage.KEY);
        fold.append(history.getFirst());

        assertThatThrownBy(() -> fold.append(history.get(2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Expected event 2")
                .hasMessageContaining("but got 3");
    }
}
