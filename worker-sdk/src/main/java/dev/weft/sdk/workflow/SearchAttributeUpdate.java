package dev.weft.sdk.workflow;

/** A change of one search attribute, made by {@link SearchAttributeKey}. */
public sealed interface SearchAttributeUpdate {
    SearchAttributeKey<?> key();

    record Set<T>(SearchAttributeKey<T> key, T value) implements SearchAttributeUpdate {}

    record Unset(SearchAttributeKey<?> key) implements SearchAttributeUpdate {}
}
