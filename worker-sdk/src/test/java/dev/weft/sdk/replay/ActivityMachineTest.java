package dev.weft.sdk.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.core.command.Command;
import dev.weft.core.event.ActivityEvent;
import dev.weft.core.model.ActivitySettings;
import dev.weft.core.model.Failure;
import dev.weft.core.model.Payload;
import dev.weft.core.model.RetryState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class ActivityMachineTest {
    private static final MachineRig.Visited VISITED = new MachineRig.Visited();
    private static final ActivitySettings SETTINGS = ActivitySettings.startToClose(Duration.ofSeconds(1));

    private final MachineRig rig = new MachineRig(VISITED);
    private final List<ActivityEvent> outcomes = new ArrayList<>();
    private final ActivityMachine machine = new ActivityMachine(
            rig.ledger(),
            new Command.ScheduleActivity("1", "Charge", "", List.of(), Map.of(), SETTINGS),
            outcomes::add);

    @AfterAll
    static void everyTransitionIsVisited() {
        VISITED.requireAllOf(ActivityMachine.TABLE);
    }

    private long scheduled() {
        return rig.recorded(
                new ActivityEvent.ActivityTaskScheduled("1", "Charge", "", List.of(), Map.of(), SETTINGS, 3));
    }

    private static ActivityEvent started(long scheduledEventId) {
        return new ActivityEvent.ActivityTaskStarted(scheduledEventId, 1, "w", Failure.NONE);
    }

    private static ActivityEvent completed(long scheduledEventId) {
        return new ActivityEvent.ActivityTaskCompleted(scheduledEventId, 2, Payload.json("1"), "w");
    }

    @Test
    void itsOutcomeIsTold() {
        long id = scheduled();

        rig.follows(id, started(id));
        rig.follows(id, completed(id));

        assertThat(outcomes).containsExactly(completed(id));
        assertThat(machine.isOpen()).isFalse();
    }

    @Test
    void itIsTakenBackBeforeItWasSent() {
        assertThat(machine.cancel()).isFalse();

        assertThat(rig.commands()).isEmpty();
        assertThat(machine.isOpen()).isFalse();
    }

    @Test
    void itIsAskedToCancelAndMayStillComplete() {
        long id = scheduled();

        assertThat(machine.cancel()).isTrue();
        assertThat(rig.commands()).containsExactly(new Command.RequestCancelActivity(id));
        rig.recorded(new ActivityEvent.ActivityTaskCancelRequested(id, 4));
        rig.follows(id, started(id));
        rig.follows(id, new ActivityEvent.ActivityTaskFailed(id, 2, Failure.NONE, RetryState.TIMEOUT, "w"));

        assertThat(outcomes).hasSize(1);
    }

    @Test
    void anOutcomeThatNobodyAskedForIsAnError() {
        long id = scheduled();
        rig.follows(id, completed(id));

        assertThatThrownBy(() -> rig.follows(id, completed(id)))
                .isInstanceOf(NonDeterminismException.class)
                .hasMessageContaining("event 1 is not");
    }

    @Test
    void cancellingTwiceIsAnError() {
        scheduled();
        machine.cancel();

        assertThat(machine.isCancelable()).isFalse();
        assertThatThrownBy(machine::cancel).hasMessageContaining("Expected no CANCEL for activity 1");
    }

    @Test
    void outcomeThatComesWithTheNewsThatCancelItTakesTheCancellationBack() {
        long id = scheduled();

        machine.cancel();
        rig.follows(id, started(id));
        rig.follows(id, completed(id));

        assertThat(rig.commands()).isEmpty();
        assertThat(outcomes).containsExactly(completed(id));
    }
}
