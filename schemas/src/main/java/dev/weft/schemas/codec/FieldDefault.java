package dev.weft.schemas.codec;

import dev.weft.schemas.codec.TypeShape.EnumShape;
import dev.weft.schemas.codec.TypeShape.ListShape;
import dev.weft.schemas.codec.TypeShape.MapShape;
import dev.weft.schemas.codec.TypeShape.RecordShape;
import dev.weft.schemas.codec.TypeShape.Scalar;
import dev.weft.schemas.codec.TypeShape.UnionShape;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a field is when the data were written before it existed: empty, zero, false, the epoch, an enum's first
 * constant, a record's constant {@code NONE}, a union's first branch when that has no fields. A field of any other type
 * has no default and cannot be added to a record that was published without it.
 */
final class FieldDefault {
    private static final String NONE = "NONE";

    private FieldDefault() {}

    /** In the form that Avro's schema model takes; bytes are a string of their Latin-1 characters. */
    static Optional<Object> of(TypeShape shape) {
        return switch (shape) {
            case Scalar scalar -> Optional.of(scalar(scalar));
            case EnumShape constants -> Optional.of(((Enum<?>) constants.type().getEnumConstants()[0]).name());
            case ListShape list -> Optional.of(List.of());
            case MapShape map -> Optional.of(Map.of());
            case RecordShape type -> none(type.type()).map(FieldDefault::json);
            case UnionShape union -> empty(union.branches().getFirst());
        };
    }

    private static Object scalar(Scalar scalar) {
        return switch (scalar) {
            case STRING, BYTES -> "";
            case INT -> 0;
            case LONG, INSTANT, DURATION -> 0L;
            case BOOLEAN -> false;
            case DOUBLE -> 0.0;
        };
    }

    private static Optional<Object> empty(RecordShape branch) {
        return branch.fields().isEmpty() ? Optional.of(Map.of()) : Optional.empty();
    }

    private static Optional<Object> none(Class<?> type) {
        try {
            Field none = type.getDeclaredField(NONE);
            boolean suits = Modifier.isStatic(none.getModifiers())
                    && Modifier.isPublic(none.getModifiers())
                    && none.getType() == type;
            return suits ? Optional.of(none.get(null)) : Optional.empty();
        } catch (NoSuchFieldException absent) {
            return Optional.empty();
        } catch (IllegalAccessException closed) {
            throw new CodecException("Expected " + type.getName() + " to be public, but it is closed", closed);
        }
    }

    private static Object json(Object value) {
        return switch (value) {
            case Instant instant -> EpochMillis.of(instant);
            case Duration duration -> EpochMillis.of(duration);
            case Enum<?> constant -> constant.name();
            case byte[] bytes -> new String(bytes, StandardCharsets.ISO_8859_1);
            case List<?> list -> list.stream().map(FieldDefault::json).toList();
            case Map<?, ?> map -> {
                Map<Object, Object> items = new LinkedHashMap<>();
                map.forEach((key, item) -> items.put(key, json(item)));
                yield items;
            }
            case Record fields -> jsonOfRecord(fields);
            default -> value;
        };
    }

    private static Map<String, Object> jsonOfRecord(Record value) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (RecordComponent component : value.getClass().getRecordComponents()) {
            try {
                fields.put(component.getName(), json(component.getAccessor().invoke(value)));
            } catch (IllegalAccessException | InvocationTargetException closed) {
                throw new CodecException(
                        "Expected to read " + component.getName() + " of " + value + ", but it is closed", closed);
            }
        }
        return fields;
    }
}
