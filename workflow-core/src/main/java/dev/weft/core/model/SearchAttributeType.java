package dev.weft.core.model;

/**
 * What a search attribute holds, which decides how it can be searched. A search attribute is a JSON payload whose
 * metadata {@value #METADATA_KEY} is the name of its type.
 */
public enum SearchAttributeType {
    /** Words of a text. */
    TEXT("Text"),
    /** A text that is compared as a whole. */
    KEYWORD("Keyword"),
    KEYWORD_LIST("KeywordList"),
    INT("Int"),
    DOUBLE("Double"),
    BOOL("Bool"),
    DATETIME("Datetime");

    public static final String METADATA_KEY = "type";

    private final String typeName;

    SearchAttributeType(String typeName) {
        this.typeName = typeName;
    }

    /** The name by which the platform knows the type. */
    public String typeName() {
        return typeName;
    }

    /** @throws IllegalArgumentException when there is no such type */
    public static SearchAttributeType ofTypeName(String typeName) {
        for (SearchAttributeType type : values()) {
            if (type.typeName.equals(typeName)) {
                return type;
            }
        }
        throw new IllegalArgumentException("Expected the name of a search attribute type, but got '" + typeName + "'");
    }
}
