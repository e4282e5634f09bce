package dev.weft.sdk.workflow;

import dev.weft.core.model.SearchAttributeType;
import java.time.OffsetDateTime;
import java.util.List;

/** The name of a search attribute and the type of its values. */
public final class SearchAttributeKey<T> {
    private final String name;
    private final SearchAttributeType type;

    private SearchAttributeKey(String name, SearchAttributeType type) {
        if (name.isBlank()) {
            throw new IllegalArgumentException("Expected the name of a search attribute, but it is blank");
        }
        this.name = name;
        this.type = type;
    }

    /** Values are found by the words in them. */
    public static SearchAttributeKey<String> forText(String name) {
        return named(name, SearchAttributeType.TEXT);
    }

    /** Values are found as a whole. */
    public static SearchAttributeKey<String> forKeyword(String name) {
        return named(name, SearchAttributeType.KEYWORD);
    }

    public static SearchAttributeKey<List<String>> forKeywordList(String name) {
        return named(name, SearchAttributeType.KEYWORD_LIST);
    }

    public static SearchAttributeKey<Long> forLong(String name) {
        return named(name, SearchAttributeType.INT);
    }

    public static SearchAttributeKey<Double> forDouble(String name) {
        return named(name, SearchAttributeType.DOUBLE);
    }

    public static SearchAttributeKey<Boolean> forBoolean(String name) {
        return named(name, SearchAttributeType.BOOL);
    }

    public static SearchAttributeKey<OffsetDateTime> forOffsetDateTime(String name) {
        return named(name, SearchAttributeType.DATETIME);
    }

    private static <T> SearchAttributeKey<T> named(String name, SearchAttributeType type) {
        SearchAttributeKey<T> key = new SearchAttributeKey<>(name, type);
        Checks.optionalName("name of a search attribute", name);
        return key;
    }

    /** As it stands in a history. */
    static SearchAttributeKey<?> of(String name, SearchAttributeType type) {
        return new SearchAttributeKey<>(name, type);
    }

    public String name() {
        return name;
    }

    public SearchAttributeType type() {
        return type;
    }

    /** Gives the attribute a value. */
    public SearchAttributeUpdate valueSet(T value) {
        return new SearchAttributeUpdate.Set<>(this, value);
    }

    /** Takes the attribute away. */
    public SearchAttributeUpdate valueUnset() {
        return new SearchAttributeUpdate.Unset(this);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SearchAttributeKey<?> that && name.equals(that.name) && type == that.type;
    }

    @Override
    public int hashCode() {
        return 31 * name.hashCode() + type.hashCode();
    }

    @Override
    public String toString() {
        return name + " (" + type.typeName() + ")";
    }
}
