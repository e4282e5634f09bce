package dev.weft.sdk.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.command.Command;
import dev.weft.core.event.ExternalEvent;
import dev.weft.core.event.MessageEvent;
import dev.weft.core.event.WorkflowEvent;
import dev.weft.core.model.ExecutionKey;
import dev.weft.core.model.Failure;
import dev.weft.core.model.Payload;
import dev.weft.core.task.Task.UpdateMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The machines of a few lines: requests to other executions, updates, notes. */
class SmallMachinesTest {
    private static final ExecutionKey OTHER = new ExecutionKey("default", "other");

    private final MachineRig.Visited visited = new MachineRig.Visited();
    private final MachineRig rig = new MachineRig(visited);

    @Test
    void requestsToOtherExecutionsAreAnsweredOrTakenBack() {
        List<ExternalEvent> answers = new ArrayList<>();
        Command command = new Command.SignalExternalWorkflow(OTHER, "", "go", List.of(), Map.of(), false);
        ExternalMachine answered = new ExternalMachine(rig.ledger(), command, answers::add);
        long id = rig.recorded(new ExternalEvent.SignalExternalWorkflowExecutionInitiated(
                OTHER, "", "go", List.of(), Map.of(), false, 3));
        assertThat(answered.isUnsent()).isFalse();
        rig.follows(id, new ExternalEvent.ExternalWorkflowExecutionSignaled(OTHER, "", id));
        assertThat(answers).hasSize(1);

        new ExternalMachine(rig.ledger(), command, answers::add).takeBack();

        assertThat(rig.commands()).isEmpty();
        visited.requireAllOf(ExternalMachine.TABLE);
    }

    @Test
    void updatesAreRejectedOrAcceptedAndCompletedNowOrLater() {
        update("rejected").reject();
        UpdateMachine atOnce = update("at-once");
        atOnce.accept();
        atOnce.complete(Payload.json("1"), Failure.NONE);
        UpdateMachine later = update("later");
        later.accept();
        rig.recorded(accepted("at-once"));
        rig.recorded(completed("at-once"));
        rig.recorded(accepted("later"));
        later.complete(Payload.NONE, Failure.NONE);
        rig.recorded(completed("later"));

        assertThat(rig.commands()).isEmpty();
        visited.requireAllOf(UpdateMachine.TABLE);
    }

    private UpdateMachine update(String id) {
        return new UpdateMachine(rig.ledger(), new UpdateMessage(id, "add", List.of(), Map.of()), false);
    }

    private static MessageEvent accepted(String id) {
        return new MessageEvent.WorkflowExecutionUpdateAccepted(id, "add", List.of(), Map.of(), 3, 4);
    }

    private static MessageEvent completed(String id) {
        return new MessageEvent.WorkflowExecutionUpdateCompleted(id, 5, Payload.NONE, Failure.NONE, 4);
    }

    @Test
    void notesAreOverOnceTheyAreRecorded() {
        NoteMachine.issue(rig.ledger(), new Command.CompleteWorkflow(Payload.NONE));
        rig.recorded(new WorkflowEvent.WorkflowExecutionCompleted(Payload.NONE, 4, List.of()));

        assertThat(rig.commands()).isEmpty();
        visited.requireAllOf(NoteMachine.TABLE);
    }
}
