package dev.weft.sdk.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.command.Command;
import dev.weft.core.event.TimerEvent;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class TimerMachineTest {
    private static final MachineRig.Visited VISITED = new MachineRig.Visited();
    private static final Duration DELAY = Duration.ofDays(3);

    private final MachineRig rig = new MachineRig(VISITED);
    private int fired;
    private final TimerMachine machine =
            new TimerMachine(rig.ledger(), new Command.StartTimer("7", DELAY), () -> fired++);

    @AfterAll
    static void everyTransitionIsVisited() {
        VISITED.requireAllOf(TimerMachine.TABLE);
    }

    @Test
    void itFiresOnce() {
        long id = rig.recorded(new TimerEvent.TimerStarted("7", DELAY, 3));

        rig.follows(id, new TimerEvent.TimerFired("7", id));

        assertThat(fired).isEqualTo(1);
        assertThat(machine.isOpen()).isFalse();
    }

    @Test
    void itIsTakenBackBeforeItWasSent() {
        machine.cancel();

        assertThat(rig.commands()).isEmpty();
    }

    @Test
    void itIsCanceledAfterItWasStarted() {
        long id = rig.recorded(new TimerEvent.TimerStarted("7", DELAY, 3));

        machine.cancel();
        assertThat(rig.commands()).containsExactly(new Command.CancelTimer("7"));
        rig.recorded(new TimerEvent.TimerCanceled("7", id, 4));

        assertThat(fired).isZero();
        assertThat(machine.isOpen()).isFalse();
    }

    @Test
    void firingThatComesWithTheNewsThatCancelItTakesTheCancellationBack() {
        long id = rig.recorded(new TimerEvent.TimerStarted("7", DELAY, 3));

        machine.cancel();
        rig.follows(id, new TimerEvent.TimerFired("7", id));

        assertThat(rig.commands()).isEmpty();
        assertThat(fired).isZero();
    }
}
