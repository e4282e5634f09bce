package dev.weft.schemas.codec;

import dev.weft.schemas.codec.TypeShape.RecordShape;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A record, field by field. Its accessors are looked up when it is used for the first time. */
final class RecordValueCodec implements ValueCodec {
    private final RecordShape shape;
    private final ValueCodecs codecs;
    private volatile @Nullable Layout layout;

    RecordValueCodec(RecordShape shape, ValueCodecs codecs) {
        this.shape = shape;
        this.codecs = codecs;
    }

    /** @param constructor takes all fields in one array */
    private record Layout(FieldCodec[] fields, MethodHandle constructor) {}

    Class<?> type() {
        return shape.type();
    }

    @Override
    public void write(Object value, AvroOutput output) {
        for (FieldCodec field : layout().fields) {
            field.write(value, output);
        }
    }

    @Override
    public Object read(AvroInput input) {
        Layout known = layout();
        Object[] values = new Object[known.fields.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = known.fields[i].read(input);
        }
        return construct(known.constructor, values);
    }

    private Object construct(MethodHandle constructor, Object[] values) {
        try {
            return (Object) constructor.invokeExact(values);
        } catch (Throwable refusal) {
            throw new CodecException(
                    "Expected the fields of a " + name() + ", but it refuses them: " + refusal.getMessage(), refusal);
        }
    }

    private Layout layout() {
        Layout known = layout;
        if (known == null) {
            known = lookUp();
            layout = known;
        }
        return known;
    }

    private Layout lookUp() {
        MethodHandles.Lookup lookup = MethodHandles.publicLookup();
        RecordComponent[] components = type().getRecordComponents();
        List<TypeShape.Field> fields = shape.fields();
        FieldCodec[] fieldCodecs = new FieldCodec[components.length];
        try {
            for (int i = 0; i < components.length; i++) {
                MethodHandle accessor = lookup.unreflect(components[i].getAccessor());
                String name = name() + '.' + components[i].getName();
                fieldCodecs[i] =
                        FieldCodec.of(name, accessor, codecs.of(fields.get(i).shape()));
            }
            Class<?>[] types =
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            MethodHandle constructor = lookup.findConstructor(type(), MethodType.methodType(void.class, types));
            return new Layout(
                    fieldCodecs,
                    constructor
                            .asSpreader(Object[].class, types.length)
                            .asType(MethodType.methodType(Object.class, Object[].class)));
        } catch (ReflectiveOperationException closed) {
            throw new CodecException("Expected " + type().getName() + " to be public, but it is closed", closed);
        }
    }

    private String name() {
        return type().getSimpleName();
    }
}
