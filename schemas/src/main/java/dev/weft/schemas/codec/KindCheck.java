package dev.weft.schemas.codec;

import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;

/**
 * Refuses kinds that the reader does not know. Avro would take any record whose fields happen to suit, and every record
 * suits whose fields all have defaults: an event of an unknown kind would be read as an event of another one.
 */
final class KindCheck {
    private KindCheck() {}

    /**
     * @param value in the generic form of {@code written}
     * @throws CodecException when it contains a kind that {@code wanted} does not have in that place
     */
    static void check(Object value, Schema written, Schema wanted) {
        if (value instanceof GenericRecord kind && written.getType() == Schema.Type.UNION) {
            checkKind(kind, wanted);
        } else if (value instanceof GenericRecord fields && wanted.getType() == Schema.Type.RECORD) {
            checkFields(fields, wanted);
        } else if (value instanceof List<?> list && wanted.getType() == Schema.Type.ARRAY) {
            list.forEach(item -> check(item, written.getElementType(), wanted.getElementType()));
        } else if (value instanceof Map<?, ?> map && wanted.getType() == Schema.Type.MAP) {
            map.values().forEach(item -> check(item, written.getValueType(), wanted.getValueType()));
        }
    }

    private static void checkKind(GenericRecord value, Schema wanted) {
        Schema kind = value.getSchema();
        if (wanted.getType() == Schema.Type.UNION) {
            Integer known = wanted.getIndexNamed(kind.getFullName());
            if (known == null) {
                throw new CodecException("Expected a kind that this version knows, but it is " + kind.getFullName());
            }
            checkFields(value, wanted.getTypes().get(known));
        }
    }

    private static void checkFields(GenericRecord value, Schema wanted) {
        for (Schema.Field field : value.getSchema().getFields()) {
            Schema.Field same = wanted.getField(field.name());
            if (same != null) {
                check(value.get(field.pos()), field.schema(), same.schema());
            }
        }
    }
}
