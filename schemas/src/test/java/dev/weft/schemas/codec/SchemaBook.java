package dev.weft.schemas.codec;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Schema ids for tests: one to write with, and the schemas of others. */
final class SchemaBook implements SchemaIds {
    private final int writtenId;
    private final Map<Integer, String> schemas = new HashMap<>();

    SchemaBook(int writtenId) {
        this.writtenId = writtenId;
    }

    SchemaBook with(int id, String schema) {
        schemas.put(id, schema);
        return this;
    }

    @Override
    public int idOf(String subject, Supplier<String> schema) {
        return writtenId;
    }

    @Override
    public String schemaOf(int id) {
        String schema = schemas.get(id);
        if (schema == null) {
            throw new CodecException("Expected one of " + schemas.keySet() + ", but it is " + id);
        }
        return schema;
    }
}
