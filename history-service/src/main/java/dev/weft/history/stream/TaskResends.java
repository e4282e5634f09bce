package dev.weft.history.stream;

import dev.weft.core.request.EngineRequest.ResendTasks;
import dev.weft.core.task.QueueName;
import dev.weft.history.engine.LiveExecution;
import dev.weft.schemas.routing.Routing;
import java.util.HashSet;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/**
 * Sends again the tasks of task partitions that have changed hands. An instance that takes over many asks for each; those
 * who wait for the same walk are served together.
 */
final class TaskResends implements PartitionScans.Scan {
    private final PartitionScans scans;
    private final BiConsumer<LiveExecution, Predicate<QueueName>> resend;
    private final Set<ResendTasks> asked = new HashSet<>();
    private Set<ResendTasks> served = Set.of();

    /** @param resend sends again the pending tasks of an execution that are for some queues */
    TaskResends(PartitionScans scans, BiConsumer<LiveExecution, Predicate<QueueName>> resend) {
        this.scans = scans;
        this.resend = resend;
    }

    void ask(ResendTasks request) {
        if (asked.isEmpty()) {
            scans.add(this);
        }
        asked.add(request);
    }

    @Override
    public void begin() {
        served = Set.copyOf(asked);
        asked.clear();
    }

    @Override
    public void visit(LiveExecution execution) {
        resend.accept(execution, this::isAskedFor);
    }

    private boolean isAskedFor(QueueName queue) {
        return served.stream()
                .mapToInt(ResendTasks::taskPartitions)
                .distinct()
                .anyMatch(partitions ->
                        served.contains(new ResendTasks(Routing.taskPartition(queue, partitions), partitions)));
    }
}
