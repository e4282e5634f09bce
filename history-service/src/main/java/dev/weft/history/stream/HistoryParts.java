package dev.weft.history.stream;

import dev.weft.history.dispatch.EffectLogs;
import dev.weft.history.dispatch.Neighbours;
import dev.weft.history.store.CacheBudget;
import dev.weft.history.timer.TimerService;
import dev.weft.schemas.kafka.DeadLetters;
import dev.weft.schemas.subject.Codecs;
import dev.weft.schemas.topic.Topics;

/** What the processors of all partitions of an instance share. */
public record HistoryParts(
        Topics topics,
        Codecs codecs,
        Neighbours neighbours,
        EffectLogs logs,
        DeadLetters deadLetters,
        TimerService timers,
        CacheBudget cache,
        HistoryMetrics metrics,
        PartitionHealth health) {}
