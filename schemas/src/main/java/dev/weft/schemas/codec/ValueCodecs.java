package dev.weft.schemas.codec;

import dev.weft.schemas.codec.TypeShape.EnumShape;
import dev.weft.schemas.codec.TypeShape.ListShape;
import dev.weft.schemas.codec.TypeShape.MapShape;
import dev.weft.schemas.codec.TypeShape.RecordShape;
import dev.weft.schemas.codec.TypeShape.Scalar;
import dev.weft.schemas.codec.TypeShape.UnionShape;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The codecs of all types seen so far; a record has one, however often it appears. */
final class ValueCodecs {
    private final Map<Class<?>, RecordValueCodec> records = new ConcurrentHashMap<>();

    ValueCodec of(TypeShape shape) {
        return switch (shape) {
            case Scalar scalar -> ScalarCodec.of(scalar);
            case EnumShape constants -> new EnumValueCodec(constants.type());
            case ListShape list -> new ListValueCodec(of(list.element()));
            case MapShape map -> new MapValueCodec(of(map.value()));
            case UnionShape union ->
                new UnionValueCodec(
                        union.type(),
                        union.branches().stream().map(this::ofRecord).toList());
            case RecordShape type -> ofRecord(type);
        };
    }

    private RecordValueCodec ofRecord(RecordShape shape) {
        return records.computeIfAbsent(shape.type(), type -> new RecordValueCodec(shape, this));
    }
}
