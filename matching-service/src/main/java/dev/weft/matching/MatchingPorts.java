package dev.weft.matching;

import dev.weft.core.port.ReplyReceiver;
import dev.weft.core.port.RequestAsker;
import dev.weft.schemas.RosterEntry;
import dev.weft.schemas.kafka.DeadLetters;
import dev.weft.schemas.kafka.ReplyLog;
import dev.weft.schemas.kafka.RequestLog;
import dev.weft.schemas.kafka.SharedLogWriter;
import dev.weft.schemas.routing.Routing;
import dev.weft.schemas.subject.Codecs;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.Supplier;

/**
 * What the service uses of its process.
 *
 * @param localReplies takes answers for this process in memory, the process's {@code LogClient}
 * @param replies takes answers for other processes
 * @param roster where everybody is told about workers and task queues
 */
public record MatchingPorts(
        RequestLog requests,
        Supplier<Routing> routing,
        RequestAsker asker,
        ReplyReceiver localReplies,
        ReplyLog replies,
        DeadLetters deadLetters,
        SharedLogWriter<RosterEntry> roster,
        Codecs codecs,
        MeterRegistry meters) {}
