package dev.weft.schemas.codec;

import dev.weft.schemas.codec.TypeShape.EnumShape;
import dev.weft.schemas.codec.TypeShape.Field;
import dev.weft.schemas.codec.TypeShape.ListShape;
import dev.weft.schemas.codec.TypeShape.MapShape;
import dev.weft.schemas.codec.TypeShape.RecordShape;
import dev.weft.schemas.codec.TypeShape.Scalar;
import dev.weft.schemas.codec.TypeShape.UnionShape;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

/**
 * Derives the Avro schema of a Java type. A record keeps its Java name and is spelled out where it appears first;
 * every field that has a natural default gets it (see {@link FieldDefault}), so that a field can be added at any time.
 */
public final class RecordSchema {
    private final Map<Class<?>, Schema> named = new HashMap<>();

    private RecordSchema() {}

    /** @throws CodecException when the type, or one that it contains, cannot be written */
    public static Schema of(Class<?> type) {
        Schema derived = new RecordSchema().derive(TypeShape.of(type));
        // Parsed once more, since a default of 0L equals the one in a committed schema only then.
        return new Schema.Parser().parse(derived.toString());
    }

    private Schema derive(TypeShape shape) {
        return switch (shape) {
            case Scalar scalar -> scalar(scalar);
            case EnumShape constants -> ofEnum(constants.type());
            case ListShape list -> Schema.createArray(derive(list.element()));
            case MapShape map -> Schema.createMap(derive(map.value()));
            case UnionShape union ->
                Schema.createUnion(union.branches().stream().map(this::derive).toList());
            case RecordShape type -> ofRecord(type);
        };
    }

    private static Schema scalar(Scalar scalar) {
        return switch (scalar) {
            case STRING -> Schema.create(Schema.Type.STRING);
            case INT -> Schema.create(Schema.Type.INT);
            case LONG -> Schema.create(Schema.Type.LONG);
            case BOOLEAN -> Schema.create(Schema.Type.BOOLEAN);
            case DOUBLE -> Schema.create(Schema.Type.DOUBLE);
            case BYTES -> Schema.create(Schema.Type.BYTES);
            case INSTANT -> LogicalTypes.timestampMillis().addToSchema(Schema.create(Schema.Type.LONG));
            case DURATION -> duration();
        };
    }

    /** Avro's own duration has 12 bytes and counts months. */
    private static Schema duration() {
        Schema millis = Schema.create(Schema.Type.LONG);
        millis.addProp("unit", "ms");
        return millis;
    }

    private Schema ofEnum(Class<?> type) {
        return named.computeIfAbsent(
                type,
                unseen -> Schema.createEnum(
                        type.getSimpleName(),
                        null,
                        namespace(type),
                        Arrays.stream(type.getEnumConstants())
                                .map(constant -> ((Enum<?>) constant).name())
                                .toList()));
    }

    private Schema ofRecord(RecordShape shape) {
        Schema known = named.get(shape.type());
        if (known != null) {
            return known;
        }
        Schema schema = Schema.createRecord(shape.type().getSimpleName(), null, namespace(shape.type()), false);
        named.put(shape.type(), schema);
        schema.setFields(shape.fields().stream().map(this::field).toList());
        return schema;
    }

    private Schema.Field field(Field field) {
        Schema schema = derive(field.shape());
        return FieldDefault.of(field.shape())
                .map(value -> new Schema.Field(field.name(), schema, null, value))
                .orElseGet(() -> new Schema.Field(field.name(), schema));
    }

    /** The package, and the type that the record is nested in. */
    private static String namespace(Class<?> type) {
        String name = type.getCanonicalName();
        return name.substring(0, name.lastIndexOf('.'));
    }
}
