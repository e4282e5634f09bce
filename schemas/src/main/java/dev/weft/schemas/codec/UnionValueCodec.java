package dev.weft.schemas.codec;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One of the records of a sealed interface, after its place in the union. */
final class UnionValueCodec implements ValueCodec {
    private final Class<?> type;
    private final RecordValueCodec[] branches;
    private final Map<Class<?>, Integer> indexes = new HashMap<>();

    UnionValueCodec(Class<?> type, List<RecordValueCodec> branches) {
        this.type = type;
        this.branches = branches.toArray(new RecordValueCodec[0]);
        for (int i = 0; i < this.branches.length; i++) {
            indexes.put(this.branches[i].type(), i);
        }
    }

    @Override
    public void write(Object value, AvroOutput output) {
        Integer index = indexes.get(value.getClass());
        if (index == null) {
            throw new CodecException("Expected a " + type.getSimpleName() + ", but it is a "
                    + value.getClass().getName());
        }
        output.writeInt(index);
        branches[index].write(value, output);
    }

    @Override
    public Object read(AvroInput input) {
        int index = input.readInt();
        if (index < 0 || index >= branches.length) {
            throw new CodecException("Expected a " + type.getSimpleName() + " of a kind below " + branches.length
                    + ", but it is of kind " + index);
        }
        return branches[index].read(input);
    }
}
