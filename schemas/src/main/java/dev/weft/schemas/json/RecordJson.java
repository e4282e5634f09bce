package dev.weft.schemas.json;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import dev.weft.core.event.HistoryEvent;
import dev.weft.core.model.ActivitySettings;
import dev.weft.core.model.ExecutionKey;
import dev.weft.core.model.Failure;
import dev.weft.core.model.ParentLink;
import dev.weft.core.model.Payload;
import dev.weft.core.model.RetryPolicy;
import dev.weft.core.model.RunSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;

/**
 * Writes records as JSON objects, one field for each component.
 *
 * <ul>
 *   <li>Payloads: JSON as it is, no value as {@code null}, anything else as {@code {"encoding": …, "base64": …}} with
 *       its {@code metadata} if it has any, JSON that looks like that itself included; an {@code input} of exactly one
 *       payload stands for itself, unless that is an array.
 *   <li>Durations and instants in ISO-8601; failures nested, each with its {@code kind} and its {@code cause}.
 *   <li>Left out: components that are null, empty strings, {@link Instant#EPOCH} and the {@code NONE} constants of the
 *       model.
 *   <li>In the attributes of events, whose settings are spread over the attributes, also what is zero, false or empty.
 * </ul>
 */
public final class RecordJson {
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final RecordJson EVENT_ATTRIBUTES = new RecordJson(true);
    private static final int INITIAL_BYTES = 512;
    static final String INPUT = "input";

    private final boolean omitsDefaults;

    private RecordJson(boolean omitsDefaults) {
        this.omitsDefaults = omitsDefaults;
    }

    /** The UTF-8 text of {@code view}. */
    public static byte[] bytes(Record view) {
        return text(view);
    }

    /** The UTF-8 text of an array. */
    public static byte[] bytes(Collection<?> elements) {
        return text(elements);
    }

    private static byte[] text(Object view) {
        ByteArrayBuilder bytes = new ByteArrayBuilder(INITIAL_BYTES);
        try (JsonGenerator out = FACTORY.createGenerator(bytes, JsonEncoding.UTF8)) {
            new RecordJson(false).write(out, view);
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to write JSON into memory, but could not", e);
        }
        return bytes.getClearAndRelease();
    }

    private void write(JsonGenerator out, Object value) throws IOException {
        switch (value) {
            case String text -> out.writeString(text);
            case Integer number -> out.writeNumber(number);
            case Long number -> out.writeNumber(number);
            case Double number -> out.writeNumber(number);
            case Boolean flag -> out.writeBoolean(flag);
            case Enum<?> constant -> out.writeString(constant.name());
            case Instant time -> out.writeString(time.toString());
            case Duration duration -> out.writeString(duration.toString());
            case Payload payload -> writePayload(out, payload);
            case Failure failure -> writeFailure(out, failure, 0);
            case HistoryEvent event -> writeEvent(out, event);
            case Collection<?> elements -> writeAll(out, elements);
            case Map<?, ?> entries -> writeEntries(out, entries);
            case Record nested -> {
                out.writeStartObject();
                writeFields(out, nested);
                out.writeEndObject();
            }
            default ->
                throw new IllegalArgumentException("Expected a value that the model is made of, but got a "
                        + value.getClass().getName());
        }
    }

    private void writeFields(JsonGenerator out, Record parent) throws IOException {
        for (RecordComponents.Component component : RecordComponents.of(parent.getClass())) {
            Object value = component.valueIn(parent);
            if (value == null || isOmitted(component.name().getValue(), value)) {
                continue;
            }
            if (omitsDefaults && (value instanceof RunSettings || value instanceof ActivitySettings)) {
                writeFields(out, (Record) value);
                continue;
            }
            out.writeFieldName(component.name());
            if (component.name().getValue().equals(INPUT) && isOneValue(value)) {
                write(out, ((Collection<?>) value).iterator().next());
            } else {
                write(out, value);
            }
        }
    }

    /** An array always stands for several arguments. */
    private static boolean isOneValue(Object arguments) {
        return arguments instanceof Collection<?> several
                && several.size() == 1
                && several.iterator().next() instanceof Payload payload
                && !(isJson(payload) && payload.toString().stripLeading().startsWith("["));
    }

    private static boolean isJson(Payload payload) {
        return payload.encoding().equals(Payload.JSON) && isJson(payload.data());
    }

    /** Whether the bytes are exactly one JSON value. */
    private static boolean isJson(byte[] data) {
        try (JsonParser parser = FACTORY.createParser(data)) {
            if (parser.nextToken() == null) {
                return false;
            }
            parser.skipChildren();
            parser.finishToken();
            return parser.nextToken() == null;
        } catch (IOException notJson) {
            return false;
        }
    }

    private boolean isOmitted(String name, Object value) {
        return switch (value) {
            case String text -> text.isEmpty();
            case Instant time -> time.equals(Instant.EPOCH);
            case Failure failure -> failure.isNone();
            case ExecutionKey key -> key.equals(ExecutionKey.NONE);
            case ParentLink parent -> parent.isNone();
            case RetryPolicy policy -> policy.equals(RetryPolicy.NONE);
            case Payload payload -> omitsDefaults && payload.isNone() && !name.equals("result");
            case Long number -> omitsDefaults && number == 0;
            case Integer number -> omitsDefaults && number == 0;
            case Boolean flag -> omitsDefaults && !flag;
            case Duration duration -> omitsDefaults && duration.isZero();
            case Collection<?> elements -> omitsDefaults && elements.isEmpty();
            case Map<?, ?> entries -> omitsDefaults && entries.isEmpty();
            default -> false;
        };
    }

    private void writeEvent(JsonGenerator out, HistoryEvent event) throws IOException {
        out.writeStartObject();
        out.writeNumberField("eventId", event.eventId());
        out.writeStringField("eventType", event.eventType());
        out.writeStringField("eventTime", event.eventTime().toString());
        out.writeFieldName("attributes");
        EVENT_ATTRIBUTES.write(out, (Record) event.attributes());
        out.writeEndObject();
    }

    private static void writeFailure(JsonGenerator out, Failure failure, int link) throws IOException {
        out.writeStartObject();
        var info = failure.chain().get(link);
        out.writeStringField("kind", info.getClass().getSimpleName());
        EVENT_ATTRIBUTES.writeFields(out, (Record) info);
        if (link + 1 < failure.chain().size()) {
            out.writeFieldName("cause");
            writeFailure(out, failure, link + 1);
        }
        out.writeEndObject();
    }

    private static void writePayload(JsonGenerator out, Payload payload) throws IOException {
        if (payload.isNone()) {
            out.writeNull();
        } else if (isJson(payload) && !isMistakable(payload)) {
            out.writeRawValue(new String(payload.data(), StandardCharsets.UTF_8));
        } else {
            writeEncoded(out, payload);
        }
    }

    /** Whether the JSON itself would be read as a payload of another encoding. */
    private static boolean isMistakable(Payload payload) {
        return payload.toString().contains("base64")
                && RecordJsonReader.isEncoded(RecordJsonReader.parse(payload.data()));
    }

    private static void writeEncoded(JsonGenerator out, Payload payload) throws IOException {
        out.writeStartObject();
        out.writeStringField("encoding", payload.encoding());
        if (!payload.metadata().isEmpty()) {
            out.writeObjectFieldStart("metadata");
            for (Map.Entry<String, String> entry : payload.metadata().entrySet()) {
                out.writeStringField(entry.getKey(), entry.getValue());
            }
            out.writeEndObject();
        }
        out.writeBinaryField("base64", payload.data());
        out.writeEndObject();
    }

    private void writeAll(JsonGenerator out, Collection<?> elements) throws IOException {
        out.writeStartArray();
        for (Object element : elements) {
            write(out, element);
        }
        out.writeEndArray();
    }

    private void writeEntries(JsonGenerator out, Map<?, ?> entries) throws IOException {
        out.writeStartObject();
        for (Map.Entry<?, ?> entry : entries.entrySet()) {
            out.writeFieldName(String.valueOf(entry.getKey()));
            write(out, entry.getValue());
        }
        out.writeEndObject();
    }
}
