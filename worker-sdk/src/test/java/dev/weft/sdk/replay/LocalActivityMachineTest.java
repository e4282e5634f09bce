package dev.weft.sdk.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.command.Command;
import dev.weft.core.model.ActivitySettings;
import dev.weft.core.model.Failure;
import dev.weft.core.model.FailureInfo;
import dev.weft.core.model.Payload;
import dev.weft.core.model.RetryState;
import dev.weft.sdk.replay.LocalActivityReport.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LocalActivityMachineTest {
    private static final Failure BROKEN = Failure.of(new FailureInfo.Server("broken", false));

    private final MachineRig.Visited visited = new MachineRig.Visited();
    private final MachineRig rig = new MachineRig(visited);
    private final LocalActivities all = new LocalActivities(rig.ledger(), new CommandLog(CodePositions.UNKNOWN));
    private final List<LocalActivityReport> reports = new ArrayList<>();

    private LocalActivityMachine request(String id) {
        return all.request(
                new LocalActivityRequest(
                        id,
                        "Step",
                        List.of(),
                        Map.of(),
                        ActivitySettings.startToClose(Duration.ofSeconds(1)),
                        Instant.EPOCH,
                        Duration.ZERO),
                reports::add);
    }

    private static LocalActivityReport report(int attempt, Outcome outcome) {
        return new LocalActivityReport(attempt, Instant.EPOCH, outcome);
    }

    @Test
    void localActivitiesEndBackOffAndAreDropped() {
        LocalActivityMachine ends = request("1");
        all.end(ends, report(1, new Outcome.Completed(Payload.NONE)));
        assertThat(ends.isOpen()).isFalse();

        LocalActivityMachine backsOff = request("2");
        all.end(backsOff, report(3, new Outcome.BackedOff(BROKEN, Duration.ofMinutes(1))));
        assertThat(backsOff.isOpen()).isTrue();
        assertThat(backsOff.attempt()).isEqualTo(4);
        assertThat(backsOff.lastFailure()).isEqualTo(BROKEN);
        assertThat(all.isWaiting()).isFalse();
        backsOff.repeat();
        assertThat(all.takeUnstarted()).containsExactly(backsOff);
        backsOff.drop();
        assertThat(all.isWaiting()).isFalse();

        LocalActivityMachine droppedLater = request("3");
        all.end(droppedLater, report(1, new Outcome.BackedOff(BROKEN, Duration.ofMinutes(1))));
        droppedLater.drop();

        assertThat(reports).hasSize(3);
        assertThat(rig.commands()).hasSize(3);
        visited.requireAllOf(LocalActivityMachine.TABLE);
    }

    @Test
    void whatIsTakenIsGivenOnce() {
        LocalActivityMachine first = request("1");
        LocalActivityMachine second = request("2");
        request("3").drop();

        assertThat(all.takeUnstarted()).containsExactly(first, second);
        assertThat(all.takeUnstarted()).isEmpty();
        assertThat(all.isWaiting()).isTrue();
    }

    @Test
    void everyOutcomeSurvivesItsMarker() {
        List<Outcome> outcomes = List.of(
                new Outcome.Completed(Payload.NONE),
                new Outcome.Completed(Payload.json("{\"a\": 1}")),
                new Outcome.Failed(BROKEN, RetryState.MAXIMUM_ATTEMPTS_REACHED),
                new Outcome.Failed(Failure.NONE, RetryState.CANCEL_REQUESTED),
                new Outcome.BackedOff(BROKEN, Duration.ofMillis(1234)));
        for (Outcome outcome : outcomes) {
            LocalActivityReport told = new LocalActivityReport(7, Instant.ofEpochMilli(1_767_225_600_123L), outcome);
            Command.RecordMarker marker =
                    LocalActivityMarker.command(request("\"1\"").request(), told);

            assertThat(LocalActivityMarker.report(MachineRig.recorded(marker))).isEqualTo(told);
        }
    }
}
