package dev.weft.schemas.codec;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a Java type looks like to Avro. The one place that says which Java types can be written; schemas and codecs are
 * both derived from it, so that they agree. The fields of a record are looked up on demand, which makes recursive types
 * harmless.
 */
sealed interface TypeShape {

    enum Scalar implements TypeShape {
        STRING,
        INT,
        LONG,
        BOOLEAN,
        DOUBLE,
        BYTES,
        INSTANT,
        DURATION
    }

    record EnumShape(Class<?> type) implements TypeShape {}

    record ListShape(TypeShape element) implements TypeShape {}

    /** Keys are strings. */
    record MapShape(TypeShape value) implements TypeShape {}

    record RecordShape(Class<?> type) implements TypeShape {
        List<Field> fields() {
            return Arrays.stream(type.getRecordComponents())
                    .map(component -> new Field(component.getName(), of(component.getGenericType())))
                    .toList();
        }
    }

    /** @param branches the records below a sealed interface, in the order in which they are declared */
    record UnionShape(Class<?> type, List<RecordShape> branches) implements TypeShape {}

    record Field(String name, TypeShape shape) {}

    /** @throws CodecException for a type that cannot be written */
    static TypeShape of(Type type) {
        return switch (type) {
            case Class<?> plain -> ofClass(plain);
            case ParameterizedType generic -> ofGeneric(generic);
            default -> throw unsupported(type);
        };
    }

    private static TypeShape ofClass(Class<?> type) {
        if (SCALARS.get(type) instanceof Scalar scalar) {
            return scalar;
        }
        if (type.isEnum()) {
            return new EnumShape(type);
        }
        if (type.isRecord()) {
            return new RecordShape(type);
        }
        if (type.isSealed()) {
            Set<RecordShape> branches = new LinkedHashSet<>();
            collectBranches(type, branches);
            return new UnionShape(type, List.copyOf(branches));
        }
        throw unsupported(type);
    }

    private static TypeShape ofGeneric(ParameterizedType type) {
        Type[] arguments = type.getActualTypeArguments();
        if (type.getRawType() == List.class) {
            return new ListShape(of(arguments[0]));
        }
        if (type.getRawType() == Map.class && arguments[0] == String.class) {
            return new MapShape(of(arguments[1]));
        }
        throw unsupported(type);
    }

    private static void collectBranches(Class<?> type, Set<RecordShape> branches) {
        for (Class<?> permitted : type.getPermittedSubclasses()) {
            if (permitted.isRecord()) {
                branches.add(new RecordShape(permitted));
            } else if (permitted.isSealed()) {
                collectBranches(permitted, branches);
            } else {
                throw unsupported(permitted);
            }
        }
    }

    private static CodecException unsupported(Type type) {
        return new CodecException("Expected a string, number, boolean, byte[], Instant, Duration, enum, record, sealed"
                + " interface of records, List or Map by String, but the type is " + type.getTypeName());
    }

    Map<Class<?>, Scalar> SCALARS = Map.ofEntries(
            Map.entry(String.class, Scalar.STRING),
            Map.entry(int.class, Scalar.INT),
            Map.entry(Integer.class, Scalar.INT),
            Map.entry(long.class, Scalar.LONG),
            Map.entry(Long.class, Scalar.LONG),
            Map.entry(boolean.class, Scalar.BOOLEAN),
            Map.entry(Boolean.class, Scalar.BOOLEAN),
            Map.entry(double.class, Scalar.DOUBLE),
            Map.entry(Double.class, Scalar.DOUBLE),
            Map.entry(byte[].class, Scalar.BYTES),
            Map.entry(Instant.class, Scalar.INSTANT),
            Map.entry(Duration.class, Scalar.DURATION));
}
