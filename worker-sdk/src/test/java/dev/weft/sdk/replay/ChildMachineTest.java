package dev.weft.sdk.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.command.Command;
import dev.weft.core.event.ChildEvent;
import dev.weft.core.model.ExecutionKey;
import dev.weft.core.model.Failure;
import dev.weft.core.model.ParentClosePolicy;
import dev.weft.core.model.Payload;
import dev.weft.core.model.RetryState;
import dev.weft.core.model.RunSettings;
import dev.weft.core.model.WorkflowIdReusePolicy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class ChildMachineTest {
    private static final MachineRig.Visited VISITED = new MachineRig.Visited();
    private static final ExecutionKey CHILD = new ExecutionKey("default", "child");
    private static final RunSettings SETTINGS = RunSettings.of("Review", "q", List.of());

    private final MachineRig rig = new MachineRig(VISITED);
    private final List<ChildEvent> events = new ArrayList<>();
    private final ChildMachine machine = new ChildMachine(
            rig.ledger(),
            new Command.StartChildWorkflow(
                    "", SETTINGS, ParentClosePolicy.TERMINATE, WorkflowIdReusePolicy.ALLOW_DUPLICATE),
            events::add);

    @AfterAll
    static void everyTransitionIsVisited() {
        VISITED.requireAllOf(ChildMachine.TABLE);
    }

    private long initiated() {
        return rig.recorded(new ChildEvent.StartChildWorkflowExecutionInitiated(
                CHILD, SETTINGS, ParentClosePolicy.TERMINATE, WorkflowIdReusePolicy.ALLOW_DUPLICATE, 3));
    }

    @Test
    void itStartsAndEndsInAnyOfFiveWays() {
        List<ChildEvent> ends = List.of(
                new ChildEvent.ChildWorkflowExecutionCompleted(CHILD, "r", "Review", 1, 2, Payload.NONE),
                new ChildEvent.ChildWorkflowExecutionFailed(
                        CHILD, "r", "Review", 1, 2, Failure.NONE, RetryState.TIMEOUT),
                new ChildEvent.ChildWorkflowExecutionCanceled(CHILD, "r", "Review", 1, 2, List.of()),
                new ChildEvent.ChildWorkflowExecutionTimedOut(CHILD, "r", "Review", 1, 2, RetryState.TIMEOUT),
                new ChildEvent.ChildWorkflowExecutionTerminated(CHILD, "r", "Review", 1, 2));
        for (ChildEvent end : ends) {
            ChildMachineTest one = new ChildMachineTest();
            long id = one.initiated();
            one.rig.follows(id, new ChildEvent.ChildWorkflowExecutionStarted(CHILD, "r", "Review", id));
            one.rig.follows(id, end);

            assertThat(one.events).hasSize(2).last().isEqualTo(end);
            assertThat(one.machine.isOpen()).isFalse();
            assertThat(one.machine.execution()).isEqualTo(CHILD);
        }
    }

    @Test
    void itsIdMayBeTaken() {
        long id = initiated();

        rig.follows(id, new ChildEvent.StartChildWorkflowExecutionFailed(CHILD, "Review", id, "taken"));

        assertThat(machine.isOpen()).isFalse();
    }

    @Test
    void itIsTakenBackBeforeItWasSent() {
        machine.takeBack();

        assertThat(rig.commands()).isEmpty();
    }
}
