package dev.weft.sdk.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.command.Command;
import dev.weft.core.model.ActivitySettings;
import dev.weft.core.model.ExecutionKey;
import dev.weft.core.protocol.WorkerProtocol.LogReport;
import dev.weft.core.protocol.WorkerProtocol.Report;
import dev.weft.core.request.WorkerRequest.CompleteWorkflowTask;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Feature row 62. */
class EagerActivitiesTest {
    private final EagerActivities eager =
            new EagerActivities("queue", 2, type -> type.equals("Charge"), new Slots(1), task -> {});

    @Test
    void workerWantsActivitiesThatItsTasksScheduleOnItsOwnQueue() {
        assertThat(eager.wanted(List.of(completion(activity("Charge", ""), activity("Charge", "queue")))))
                .isEqualTo(2);
    }

    @Test
    void workerWantsNoMoreOfOneTaskThanItsOptionsSay() {
        Report three = completion(activity("Charge", ""), activity("Charge", ""), activity("Charge", ""));

        assertThat(eager.wanted(List.of(three, three))).isEqualTo(4);
    }

    @Test
    void activitiesOfOtherQueuesAndUnknownTypesAreLeftToOthers() {
        assertThat(eager.wanted(List.of(completion(activity("Charge", "other"), activity("Ship", "")))))
                .isZero();
    }

    @Test
    void workerThatStopsWantsNone() {
        eager.stop();

        assertThat(eager.wanted(List.of(completion(activity("Charge", ""))))).isZero();
    }

    private static Command activity(String type, String taskQueue) {
        return new Command.ScheduleActivity(
                "1", type, taskQueue, List.of(), Map.of(), ActivitySettings.startToClose(Duration.ofSeconds(1)));
    }

    private static Report completion(Command... commands) {
        return new LogReport(
                new ExecutionKey("default", "order"),
                new CompleteWorkflowTask(
                        "run",
                        2,
                        1,
                        Instant.EPOCH,
                        "worker",
                        List.of(commands),
                        List.of(),
                        "",
                        Duration.ZERO,
                        false,
                        "sdk",
                        "1",
                        List.of()));
    }
}
