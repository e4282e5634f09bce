package dev.weft.matching;

import dev.weft.matching.partition.OwnedPartitions;
import dev.weft.matching.queue.MemoryBudget;
import dev.weft.matching.queue.QueueStatistics;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.ToDoubleFunction;

/** Shows the counts of the task queues. */
final class MatchingMetrics {
    private MatchingMetrics() {}

    static void register(
            MeterRegistry meters, QueueStatistics statistics, MemoryBudget budget, OwnedPartitions partitions) {
        Gauge.builder("weft.matching.backlog", statistics, QueueStatistics::waitingInMemory)
                .tag("state", "memory")
                .description("Tasks that wait for a worker, in memory")
                .strongReference(true)
                .register(meters);
        Gauge.builder("weft.matching.backlog", statistics, QueueStatistics::waitingSpilled)
                .tag("state", "spilled")
                .description("Tasks that wait for a worker, on the local disk")
                .strongReference(true)
                .register(meters);
        Gauge.builder("weft.matching.backlog.bytes", budget, MemoryBudget::used)
                .description("Memory that waiting tasks take")
                .strongReference(true)
                .register(meters);
        Gauge.builder("weft.matching.polls", statistics, QueueStatistics::pollsWaiting)
                .description("Polls that wait for a task")
                .strongReference(true)
                .register(meters);
        Gauge.builder("weft.matching.partitions", partitions, OwnedPartitions::owned)
                .description("Partitions of the task topic that this instance owns")
                .strongReference(true)
                .register(meters);
        count(meters, statistics, "tasks", "Tasks handed to workers", QueueStatistics::handedOut);
        count(meters, statistics, "eager.activities", "Activities without a poll", QueueStatistics::eager);
        count(meters, statistics, "matches", "Tasks that met a waiting poll", QueueStatistics::matchedAtOnce);
        count(meters, statistics, "spills", "Tasks written to the local disk", QueueStatistics::spilled);
        count(meters, statistics, "duplicates", "Tasks ignored as known", QueueStatistics::duplicates);
        count(meters, statistics, "refusals", "Sticky tasks whose worker was gone", QueueStatistics::stickyGivenUp);
        count(meters, statistics, "withdrawals", "Activities that history took back", QueueStatistics::withdrawn);
    }

    private static void count(
            MeterRegistry meters,
            QueueStatistics statistics,
            String noun,
            String description,
            ToDoubleFunction<QueueStatistics> value) {
        FunctionCounter.builder("weft.matching." + noun, statistics, value)
                .description(description)
                .register(meters);
    }
}
