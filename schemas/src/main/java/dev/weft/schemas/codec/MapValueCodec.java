package dev.weft.schemas.codec;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** A map by string, written in the order of its keys, so that equal values have equal bytes. */
final class MapValueCodec implements ValueCodec {
    private final ValueCodec element;

    MapValueCodec(ValueCodec element) {
        this.element = element;
    }

    @Override
    public void write(Object value, AvroOutput output) {
        Map<?, ?> map = (Map<?, ?>) value;
        if (!map.isEmpty()) {
            output.writeLong(map.size());
            Map<?, ?> ordered = map.size() == 1 ? map : new TreeMap<>(map);
            ordered.forEach((key, item) -> {
                output.writeString((String) key);
                element.write(item, output);
            });
        }
        output.writeLong(0);
    }

    /** Unmodifiable, so that records need not copy it. */
    @Override
    public Object read(AvroInput input) {
        int count = input.readBlockCount();
        if (count == 0) {
            return Map.of();
        }
        Map<String, Object> items = HashMap.newHashMap(count);
        for (; count > 0; count = input.readBlockCount()) {
            for (int i = 0; i < count; i++) {
                items.put(input.readString(), element.read(input));
            }
        }
        return Map.copyOf(items);
    }
}
