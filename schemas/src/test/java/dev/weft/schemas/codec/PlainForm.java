package dev.weft.schemas.codec;

import java.lang.reflect.RecordComponent;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/** Brings our records, and what plain Avro reads, to one form of maps and lists that can be compared. */
public final class PlainForm {
    private static final String TYPE = "(type)";

    private PlainForm() {}

    /** @param seen gets the class of every record on the way */
    public static Object ofJava(Object value, Set<Class<?>> seen) {
        return switch (value) {
            case Instant instant -> EpochMillis.of(instant);
            case Duration duration -> EpochMillis.of(duration);
            case Enum<?> constant -> constant.name();
            case byte[] bytes -> ByteBuffer.wrap(bytes);
            case List<?> list -> list.stream().map(item -> ofJava(item, seen)).toList();
            case Map<?, ?> map -> {
                Map<String, Object> items = new TreeMap<>();
                map.forEach((key, item) -> items.put((String) key, ofJava(item, seen)));
                yield items;
            }
            case Record fields -> {
                seen.add(fields.getClass());
                Map<String, Object> items = new LinkedHashMap<>();
                items.put(TYPE, fields.getClass().getCanonicalName());
                for (RecordComponent component : fields.getClass().getRecordComponents()) {
                    items.put(component.getName(), ofJava(read(component, fields), seen));
                }
                yield items;
            }
            default -> value;
        };
    }

    public static Object ofAvro(Object value) {
        return switch (value) {
            case GenericRecord fields -> {
                Map<String, Object> items = new LinkedHashMap<>();
                items.put(TYPE, fields.getSchema().getFullName());
                for (Schema.Field field : fields.getSchema().getFields()) {
                    items.put(field.name(), ofAvro(fields.get(field.pos())));
                }
                yield items;
            }
            case GenericData.EnumSymbol symbol -> symbol.toString();
            case CharSequence text -> text.toString();
            case List<?> list -> list.stream().map(PlainForm::ofAvro).toList();
            case Map<?, ?> map -> {
                Map<String, Object> items = new TreeMap<>();
                map.forEach((key, item) -> items.put(key.toString(), ofAvro(item)));
                yield items;
            }
            default -> value;
        };
    }

    private static Object read(RecordComponent component, Record owner) {
        try {
            return component.getAccessor().invoke(owner);
        } catch (ReflectiveOperationException closed) {
            throw new AssertionError(component + " cannot be read", closed);
        }
    }
}
