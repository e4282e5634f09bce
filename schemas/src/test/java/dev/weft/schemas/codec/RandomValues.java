package dev.weft.schemas.codec;

import dev.weft.schemas.codec.TypeShape.EnumShape;
import dev.weft.schemas.codec.TypeShape.ListShape;
import dev.weft.schemas.codec.TypeShape.MapShape;
import dev.weft.schemas.codec.TypeShape.RecordShape;
import dev.weft.schemas.codec.TypeShape.Scalar;
import dev.weft.schemas.codec.TypeShape.UnionShape;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Makes up values of any type that a codec can write, from one seed. The kinds of a sealed interface come in turn, so
 * that none is left out.
 */
public final class RandomValues {
    private static final int DEPTH_MAX = 7;
    private static final int REFUSALS_MAX = 10_000;
    private static final List<String> STRINGS =
            List.of("", "a", "default", "order-17", "Grüße", "日本語", "\uD83E\uDDF5 weft", "a/b", "x".repeat(300));

    private final RandomGenerator random;
    private final Map<Class<?>, Integer> turns = new HashMap<>();

    public RandomValues(RandomGenerator random) {
        this.random = random;
    }

    public <T> T next(Class<T> type) {
        return type.cast(next(TypeShape.of(type), 0));
    }

    private Object next(TypeShape shape, int depth) {
        return switch (shape) {
            case Scalar scalar -> scalar(scalar);
            case EnumShape constants -> {
                Object[] all = constants.type().getEnumConstants();
                yield all[random.nextInt(all.length)];
            }
            case ListShape list -> list(list, depth);
            case MapShape map -> map(map, depth);
            case UnionShape union -> {
                int turn = turns.merge(union.type(), 1, Integer::sum);
                yield record(union.branches().get(turn % union.branches().size()), depth);
            }
            case RecordShape type -> record(type, depth);
        };
    }

    private Object scalar(Scalar scalar) {
        return switch (scalar) {
            case STRING -> STRINGS.get(random.nextInt(STRINGS.size()));
            case INT -> random.nextInt(10) == 0 ? random.nextInt() : random.nextInt(6);
            case LONG -> random.nextInt(5) == 0 ? random.nextLong() : random.nextLong(1000);
            case BOOLEAN -> random.nextBoolean();
            case DOUBLE -> random.nextDouble() * 100;
            case BYTES -> bytes();
            case INSTANT ->
                switch (random.nextInt(5)) {
                    case 0 -> Instant.EPOCH;
                    case 1 -> Instant.MAX;
                    case 2 -> Instant.MIN;
                    default -> Instant.ofEpochMilli(random.nextLong(-1_000_000, 4_000_000_000_000L));
                };
            case DURATION -> random.nextInt(3) == 0 ? Duration.ZERO : Duration.ofMillis(random.nextLong(1L << 40));
        };
    }

    private byte[] bytes() {
        byte[] bytes = new byte[random.nextInt(20)];
        random.nextBytes(bytes);
        return bytes;
    }

    private int size(int depth) {
        return depth > DEPTH_MAX ? 0 : random.nextInt(4);
    }

    private List<Object> list(ListShape list, int depth) {
        List<Object> items = new ArrayList<>();
        for (int size = size(depth); size > 0; size--) {
            items.add(next(list.element(), depth + 1));
        }
        return items;
    }

    private Map<String, Object> map(MapShape map, int depth) {
        Map<String, Object> items = new HashMap<>();
        for (int size = size(depth); size > 0; size--) {
            items.put(STRINGS.get(random.nextInt(STRINGS.size())), next(map.value(), depth + 1));
        }
        return items;
    }

    /** Tries again when the record refuses what was made up. */
    private Object record(RecordShape shape, int depth) {
        Constructor<?> constructor = canonical(shape.type());
        List<TypeShape.Field> fields = shape.fields();
        for (int refusals = 0; refusals < REFUSALS_MAX; refusals++) {
            Object[] values =
                    fields.stream().map(field -> next(field.shape(), depth + 1)).toArray();
            try {
                return constructor.newInstance(values);
            } catch (InvocationTargetException refused) {
                if (!(refused.getCause() instanceof IllegalArgumentException)) {
                    throw new AssertionError(shape.type() + " failed", refused);
                }
            } catch (ReflectiveOperationException closed) {
                throw new AssertionError(shape.type() + " cannot be made", closed);
            }
        }
        throw new AssertionError(shape.type() + " refused everything");
    }

    private static Constructor<?> canonical(Class<?> type) {
        Class<?>[] types = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        try {
            return type.getDeclaredConstructor(types);
        } catch (NoSuchMethodException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
