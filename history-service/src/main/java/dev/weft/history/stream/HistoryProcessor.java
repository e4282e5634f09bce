package dev.weft.history.stream;

import dev.weft.core.engine.LoggedRequest;
import dev.weft.core.model.ExecutionKey;
import dev.weft.core.model.LogPosition;
import dev.weft.core.request.EngineRequest;
import dev.weft.core.request.Request;
import dev.weft.history.engine.UnhandledRequestException;
import dev.weft.history.store.ExecutionsStore;
import dev.weft.schemas.codec.Codec;
import dev.weft.schemas.codec.CodecException;
import dev.weft.schemas.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Handles the requests of one partition, one after the other. Created anew by Streams, or initialised again, whenever
 * the partition is taken over with its state restored; then everything that is pending is sent again, bit by bit between
 * requests. A request that cannot be handled is put aside, and the partition goes on.
 */
final class HistoryProcessor implements Processor<byte[], byte[], Void, Void> {
    private static final Duration HOUSEKEEPING = Duration.ofSeconds(1);
    private static final Duration BUSY = Duration.ofMillis(2);

    private final HistoryParts parts;
    private final Codec<Request> requests;
    private final DeadLetterBox deadLetters;
    private @Nullable ProcessorContext<Void, Void> context;
    private @Nullable PartitionWork work;
    private @Nullable Cancellable housekeeping;
    private @Nullable Cancellable busy;

    HistoryProcessor(HistoryParts parts) {
        this.parts = parts;
        this.requests = parts.codecs().request();
        this.deadLetters = new DeadLetterBox(parts);
    }

    @Override
    public void init(ProcessorContext<Void, Void> streams) {
        context = streams;
        ExecutionsStore executions = streams.getStateStore(Topics.EXECUTIONS_STORE);
        KeyValueStore<Bytes, byte[]> history = streams.getStateStore(Topics.HISTORY_STORE);
        KeyValueStore<Bytes, byte[]> timers = streams.getStateStore(HistoryTopology.TIMERS_STORE);
        PartitionWork taken = new PartitionWork(parts, streams.taskId().partition(), executions, history, timers);
        work = taken;
        housekeeping = streams.schedule(HOUSEKEEPING, PunctuationType.WALL_CLOCK_TIME, now -> {
            if (taken.keepHouse()) {
                keepBusy(streams, taken);
            }
        });
        taken.takeOver();
        keepBusy(streams, taken);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        RecordMetadata place = place();
        byte @Nullable [] value = record.value();
        if (value == null) {
            deadLetters.put(place, record, "Expected a request, but the record has no value");
            return;
        }
        try {
            handle(requests.decode(value), place, record.timestamp());
        } catch (CodecException unreadable) {
            deadLetters.put(place, record, unreadable.getMessage());
        } catch (UnhandledRequestException bug) {
            if (bug.getCause() instanceof KafkaException storeFailure) {
                throw storeFailure;
            }
            deadLetters.put(place, record, bug);
        }
    }

    @Override
    public void close() {
        if (housekeeping != null) {
            housekeeping.cancel();
            housekeeping = null;
        }
        stopBeingBusy();
        if (work != null) {
            work.close();
            work = null;
        }
    }

    private void handle(Request request, RecordMetadata place, long timestamp) {
        PartitionWork current = open(work);
        parts.metrics().request(request.body());
        if (request.body() instanceof EngineRequest.ResendTasks resend) {
            current.resendTasks(resend);
            keepBusy(open(context), current);
            return;
        }
        if (request.body() instanceof EngineRequest.WorkerArrived worker
                && request.key().equals(ExecutionKey.NONE)) {
            current.workerArrived(worker);
            keepBusy(open(context), current);
            return;
        }
        LogPosition position = new LogPosition(place.partition(), place.offset(), Instant.ofEpochMilli(timestamp));
        current.handle(new LoggedRequest(request, position));
    }

    /** Goes on with long work between requests, until nothing is left of it. */
    private void keepBusy(ProcessorContext<Void, Void> streams, PartitionWork current) {
        if (busy == null) {
            busy = streams.schedule(BUSY, PunctuationType.WALL_CLOCK_TIME, now -> {
                if (!current.advance()) {
                    stopBeingBusy();
                }
            });
        }
    }

    private void stopBeingBusy() {
        if (busy != null) {
            busy.cancel();
            busy = null;
        }
    }

    private RecordMetadata place() {
        return open(context)
                .recordMetadata()
                .orElseThrow(() -> new IllegalStateException("Expected a record of a topic, but it has no position"));
    }

    private static <T> T open(@Nullable T part) {
        if (part == null) {
            throw new IllegalStateException("Expected an open processor, but it is closed");
        }
        return part;
    }
}
