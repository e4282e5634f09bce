package dev.weft.schemas.json;

import com.fasterxml.jackson.core.io.SerializedString;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The components of record types, looked up once for each type. */
final class RecordComponents {
    private static final ClassValue<List<Component>> CACHE = new ClassValue<>() {
        @Override
        protected List<Component> computeValue(Class<?> type) {
            return Arrays.stream(type.getRecordComponents())
                    .map(RecordComponents::component)
                    .toList();
        }
    };

    private RecordComponents() {}

    /** In the order of the record's declaration. */
    static List<Component> of(Class<? extends Record> type) {
        return CACHE.get(type);
    }

    private static Component component(RecordComponent component) {
        try {
            MethodHandle accessor = MethodHandles.publicLookup().unreflect(component.getAccessor());
            return new Component(
                    new SerializedString(component.getName()),
                    accessor.asType(MethodType.methodType(Object.class, Record.class)));
        } catch (IllegalAccessException e) {
            throw new IllegalArgumentException("Expected a public record, but " + component + " cannot be read", e);
        }
    }

    record Component(SerializedString name, MethodHandle accessor) {

        @Nullable
        Object valueIn(Record parent) {
            try {
                return (Object) accessor.invokeExact(parent);
            } catch (RuntimeException | Error e) {
                throw e;
            } catch (Throwable e) {
                throw new IllegalStateException("Expected " + name + " to be readable, but it is not", e);
            }
        }
    }
}
