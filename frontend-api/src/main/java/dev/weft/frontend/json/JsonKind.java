package dev.weft.frontend.json;

/** What a JSON value is. */
public enum JsonKind {
    OBJECT,
    ARRAY,
    STRING,
    WHOLE_NUMBER,
    DECIMAL_NUMBER,
    BOOLEAN
}
