package dev.weft.sdk.workflow;

import dev.weft.core.model.Payload;
import dev.weft.core.model.SearchAttributeType;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The indexed fields by which a run is found. Immutable; at most {@value #KEYS_MAX} of them, of
 * {@value #VALUE_BYTES_MAX} bytes each and {@value #TOTAL_BYTES_MAX} bytes with their names together.
 */
public final class SearchAttributes {
    public static final int KEYS_MAX = 100;
    public static final int VALUE_BYTES_MAX = 2_048;
    public static final int TOTAL_BYTES_MAX = 40_960;

    public static final SearchAttributes EMPTY = new SearchAttributes(new TreeMap<>());

    private final SortedMap<String, Payload> values;

    private SearchAttributes(SortedMap<String, Payload> values) {
        this.values = Collections.unmodifiableSortedMap(values);
    }

    public static Builder builder() {
        return new Builder(EMPTY.values);
    }

    /** One attribute; {@link #with} adds others. */
    public static <T> SearchAttributes of(SearchAttributeKey<T> key, T value) {
        return builder().set(key, value).build();
    }

    /** Those that travel with a run; values that do not tell their type get the one that they look like. */
    public static SearchAttributes fromPayloads(Map<String, Payload> payloads) {
        SortedMap<String, Payload> present = new TreeMap<>(payloads);
        present.values().removeIf(Payload::isNone);
        return new SearchAttributes(present);
    }

    public Builder toBuilder() {
        return new Builder(values);
    }

    /** A copy with changes. */
    public SearchAttributes with(SearchAttributeUpdate... updates) {
        Builder builder = toBuilder();
        for (SearchAttributeUpdate update : updates) {
            builder.apply(update);
        }
        return builder.build();
    }

    /** @throws IllegalArgumentException when the attribute of that name has another type */
    public <T> Optional<T> get(SearchAttributeKey<T> key) {
        Payload payload = values.get(key.name());
        if (payload == null) {
            return Optional.empty();
        }
        SearchAttributeType actual = SearchAttributeValues.typeOf(payload);
        if (SearchAttributeValues.isTyped(payload) && actual != key.type()) {
            throw new IllegalArgumentException(
                    "Expected search attribute " + key + ", but '" + key.name() + "' is of type " + actual.typeName());
        }
        return Optional.of(SearchAttributeValues.read(key, payload));
    }

    public boolean contains(SearchAttributeKey<?> key) {
        return values.containsKey(key.name());
    }

    /** In the order of their names. */
    public Set<SearchAttributeKey<?>> keys() {
        Set<SearchAttributeKey<?>> keys = new LinkedHashSet<>();
        values.forEach((name, payload) -> keys.add(SearchAttributeKey.of(name, SearchAttributeValues.typeOf(payload))));
        return Collections.unmodifiableSet(keys);
    }

    public int size() {
        return values.size();
    }

    public boolean isEmpty() {
        return values.isEmpty();
    }

    /** The form in which they travel: JSON, with the type's name as the metadata {@code type}. */
    public Map<String, Payload> toPayloads() {
        return values;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SearchAttributes that && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return values.toString();
    }

    /** Collects attributes. */
    public static final class Builder {
        private final SortedMap<String, Payload> values;

        private Builder(Map<String, Payload> values) {
            this.values = new TreeMap<>(values);
        }

        public <T> Builder set(SearchAttributeKey<T> key, T value) {
            Payload payload = SearchAttributeValues.write(key, value);
            if (payload.data().length > VALUE_BYTES_MAX) {
                throw new IllegalArgumentException("Expected search attribute " + key + " to have at most "
                        + VALUE_BYTES_MAX + " bytes, but it has " + payload.data().length);
            }
            values.put(key.name(), payload);
            return this;
        }

        public Builder unset(SearchAttributeKey<?> key) {
            values.remove(key.name());
            return this;
        }

        private void apply(SearchAttributeUpdate update) {
            switch (update) {
                case SearchAttributeUpdate.Set<?> set -> setUpdate(set);
                case SearchAttributeUpdate.Unset unset -> unset(unset.key());
            }
        }

        private <T> void setUpdate(SearchAttributeUpdate.Set<T> update) {
            set(update.key(), update.value());
        }

        /** @throws IllegalArgumentException when there are too many, or they are too large together */
        public SearchAttributes build() {
            if (values.size() > KEYS_MAX) {
                throw new IllegalArgumentException(
                        "Expected at most " + KEYS_MAX + " search attributes, but got " + values.size());
            }
            int bytes = values.entrySet().stream()
                    .mapToInt(entry -> entry.getKey().getBytes(StandardCharsets.UTF_8).length
                            + entry.getValue().data().length)
                    .sum();
            if (bytes > TOTAL_BYTES_MAX) {
                throw new IllegalArgumentException("Expected search attributes of at most " + TOTAL_BYTES_MAX
                        + " bytes together, but they have " + bytes);
            }
            return new SearchAttributes(new TreeMap<>(values));
        }
    }
}
