package dev.weft.schemas.codec;

import dev.weft.schemas.codec.TypeShape.EnumShape;
import dev.weft.schemas.codec.TypeShape.ListShape;
import dev.weft.schemas.codec.TypeShape.MapShape;
import dev.weft.schemas.codec.TypeShape.RecordShape;
import dev.weft.schemas.codec.TypeShape.Scalar;
import dev.weft.schemas.codec.TypeShape.UnionShape;
import java.util.HashSet;
import java.util.Set;

/** The records that a value of a type can contain. */
public final class ReachableRecords {
    private final Set<Class<?>> records = new HashSet<>();

    private ReachableRecords() {}

    public static Set<Class<?>> of(Class<?> type) {
        ReachableRecords reachable = new ReachableRecords();
        reachable.collect(TypeShape.of(type));
        return reachable.records;
    }

    private void collect(TypeShape shape) {
        switch (shape) {
            case Scalar scalar -> {}
            case EnumShape constants -> {}
            case ListShape list -> collect(list.element());
            case MapShape map -> collect(map.value());
            case UnionShape union -> union.branches().forEach(this::collect);
            case RecordShape type -> {
                if (records.add(type.type())) {
                    type.fields().forEach(field -> collect(field.shape()));
                }
            }
        }
    }
}
