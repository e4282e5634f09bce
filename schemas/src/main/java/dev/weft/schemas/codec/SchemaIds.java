package dev.weft.schemas.codec;

import java.util.function.Supplier;

/** Gives every schema the number that stands for it on the wire. Thread-safe; may block on the first call per id. */
public interface SchemaIds {

    /**
     * The id to write values of a subject with.
     *
     * @param schema Avro JSON of what will be written, asked for only when it must be registered
     * @throws CodecException when the subject has no id and cannot get one
     */
    int idOf(String subject, Supplier<String> schema);

    /**
     * The Avro JSON of the schema that a value was written with.
     *
     * @throws CodecException when the id is unknown
     */
    String schemaOf(int id);
}
