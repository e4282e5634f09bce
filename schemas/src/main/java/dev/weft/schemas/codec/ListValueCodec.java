package dev.weft.schemas.codec;

import java.util.ArrayList;
import java.util.List;

/** A list, written as one block; read from any number of them. */
final class ListValueCodec implements ValueCodec {
    private final ValueCodec element;

    ListValueCodec(ValueCodec element) {
        this.element = element;
    }

    @Override
    public void write(Object value, AvroOutput output) {
        List<?> list = (List<?>) value;
        if (!list.isEmpty()) {
            output.writeLong(list.size());
            for (Object item : list) {
                element.write(item, output);
            }
        }
        output.writeLong(0);
    }

    /** Unmodifiable, so that records need not copy it. */
    @Override
    public Object read(AvroInput input) {
        int count = input.readBlockCount();
        if (count == 0) {
            return List.of();
        }
        if (count == 1) {
            Object only = element.read(input);
            count = input.readBlockCount();
            return count == 0 ? List.of(only) : readMore(input, new ArrayList<>(List.of(only)), count);
        }
        return readMore(input, new ArrayList<>(count), count);
    }

    private List<Object> readMore(AvroInput input, List<Object> items, int firstCount) {
        for (int count = firstCount; count > 0; count = input.readBlockCount()) {
            for (int i = 0; i < count; i++) {
                items.add(element.read(input));
            }
        }
        return List.copyOf(items);
    }
}
