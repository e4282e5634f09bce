package dev.weft.history.stream;

import dev.weft.history.dispatch.Unsendable;
import dev.weft.history.engine.UnhandledRequestException;
import dev.weft.schemas.DeadLetter;
import dev.weft.schemas.kafka.DeadLetters;
import dev.weft.schemas.topic.Topics;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts aside what could not be handled, as it was on the log. */
final class DeadLetterBox {
    private static final Logger LOG = LoggerFactory.getLogger(DeadLetterBox.class);
    private static final byte[] NOTHING = new byte[0];
    private static final int NOWHERE = -1;
    private static final int STACK_CHARACTERS_MAX = 32 * 1024;

    private final DeadLetters letters;
    private final HistoryMetrics metrics;
    private final Topics topics;

    DeadLetterBox(HistoryParts parts) {
        this.letters = parts.deadLetters();
        this.metrics = parts.metrics();
        this.topics = parts.topics();
    }

    /** The record itself is to blame. */
    void put(RecordMetadata place, Record<byte[], byte[]> record, @Nullable String reason) {
        LOG.error(
                "A request cannot be read and was put aside partition={} offset={} reason={}",
                place.partition(),
                place.offset(),
                reason);
        put(place, record, reason == null ? "" : reason, "");
    }

    /** We are to blame. */
    void put(RecordMetadata place, Record<byte[], byte[]> record, UnhandledRequestException bug) {
        LOG.error(
                "A request could not be handled and was put aside partition={} offset={}",
                place.partition(),
                place.offset(),
                bug);
        put(place, record, String.valueOf(bug.getMessage()), stackOf(bug));
    }

    /** The log will never take it. It is too large for a letter, too. */
    void put(Unsendable effect) {
        LOG.error(
                "An effect is too large for the log and was put aside namespace={} workflowId={} effect={} reason={}",
                effect.sender().namespace(),
                effect.sender().workflowId(),
                effect.what(),
                effect.reason());
        metrics.unsendable();
        put(new DeadLetter(
                effect.task() ? topics.tasks() : topics.requests(),
                NOWHERE,
                NOWHERE,
                effect.what() + ": " + effect.reason(),
                "",
                effect.sender().toString().getBytes(StandardCharsets.UTF_8),
                NOTHING,
                Instant.now()));
    }

    private void put(RecordMetadata place, Record<byte[], byte[]> record, String reason, String stack) {
        metrics.deadLetter();
        put(new DeadLetter(
                place.topic(),
                place.partition(),
                place.offset(),
                reason,
                stack,
                orNothing(record.key()),
                orNothing(record.value()),
                Instant.ofEpochMilli(record.timestamp())));
    }

    private void put(DeadLetter letter) {
        letters.put(letter).whenComplete((done, failure) -> {
            if (failure != null) {
                LOG.error(
                        "A dead letter was lost topic={} partition={} offset={}",
                        letter.topic(),
                        letter.partition(),
                        letter.offset(),
                        failure);
            }
        });
    }

    private static byte[] orNothing(byte @Nullable [] bytes) {
        return bytes == null ? NOTHING : bytes;
    }

    private static String stackOf(Throwable bug) {
        StringWriter text = new StringWriter();
        bug.printStackTrace(new PrintWriter(text));
        return text.getBuffer().substring(0, Math.min(text.getBuffer().length(), STACK_CHARACTERS_MAX));
    }
}
