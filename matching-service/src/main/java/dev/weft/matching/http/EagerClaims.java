package dev.weft.matching.http;

import dev.weft.core.command.Command;
import dev.weft.core.protocol.WorkerProtocol.LogReport;
import dev.weft.core.protocol.WorkerProtocol.Report;
import dev.weft.core.protocol.WorkerProtocol.ReportRequest;
import dev.weft.core.request.WorkerRequest.CompleteWorkflowTask;
import dev.weft.core.task.QueueName;
import dev.weft.core.task.Task;
import dev.weft.matching.partition.OwnedPartition;
import dev.weft.matching.queue.EagerClaim;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The activities that a worker would run at once, of the workflow tasks that it reports in one call. */
final class EagerClaims {
    private final OwnedPartition partition;
    private final List<EagerClaim> claims = new ArrayList<>();
    private final Set<String> runIds = new HashSet<>();

    private EagerClaims(OwnedPartition partition) {
        this.partition = partition;
    }

    /** Must be followed by {@link #take}, whatever becomes of the call. */
    static EagerClaims open(OwnedPartition partition, ReportRequest request) {
        EagerClaims opened = new EagerClaims(partition);
        int room = request.eagerActivities();
        for (Report report : request.reports()) {
            if (room > 0 && report instanceof LogReport(var key, CompleteWorkflowTask completion)) {
                int wanted = Math.min(room, activitiesOf(completion, request.taskQueue()));
                if (wanted > 0) {
                    QueueName queue = new QueueName(request.namespace(), request.taskQueue(), "");
                    opened.claim(queue, completion, wanted);
                    room -= wanted;
                }
            }
        }
        return opened;
    }

    private void claim(QueueName queue, CompleteWorkflowTask completion, int room) {
        partition
                .claimEagerly(queue, completion.runId(), completion.identity(), room)
                .ifPresent(claim -> {
                    claims.add(claim);
                    runIds.add(completion.runId());
                });
    }

    private static int activitiesOf(CompleteWorkflowTask completion, String taskQueue) {
        int activities = 0;
        for (Command command : completion.commands()) {
            if (command instanceof Command.ScheduleActivity schedule
                    && (schedule.taskQueue().isEmpty() || schedule.taskQueue().equals(taskQueue))) {
                activities++;
            }
        }
        return activities;
    }

    /** Whether what history decides about the report may bring a claimed activity. */
    boolean concern(LogReport report) {
        return report.request() instanceof CompleteWorkflowTask completion && runIds.contains(completion.runId());
    }

    /** Ends the claims with what they brought. */
    List<Task> take() {
        List<Task> tasks = new ArrayList<>();
        claims.forEach(claim -> tasks.addAll(partition.take(claim)));
        return tasks;
    }
}
