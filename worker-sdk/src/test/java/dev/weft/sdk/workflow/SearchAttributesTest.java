package dev.weft.sdk.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.weft.core.model.Payload;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SearchAttributesTest {
    private static final OffsetDateTime NOON = OffsetDateTime.parse("2026-01-01T12:00:00+02:00");

    static Stream<Arguments> values() {
        return Stream.of(
                arguments(SearchAttributeKey.forText("a"), "two words", "Text", "\"two words\""),
                arguments(SearchAttributeKey.forKeyword("a"), "k", "Keyword", "\"k\""),
                arguments(SearchAttributeKey.forKeywordList("a"), List.of("x", "y"), "KeywordList", "[\"x\",\"y\"]"),
                arguments(SearchAttributeKey.forLong("a"), 7L, "Int", "7"),
                arguments(SearchAttributeKey.forDouble("a"), 1.5, "Double", "1.5"),
                arguments(SearchAttributeKey.forBoolean("a"), true, "Bool", "true"),
                arguments(
                        SearchAttributeKey.forOffsetDateTime("a"), NOON, "Datetime", "\"2026-01-01T12:00:00+02:00\""));
    }

    @ParameterizedTest
    @MethodSource("values")
    <T> void eachTypeTravelsAsJsonWithItsName(SearchAttributeKey<T> key, T value, String type, String json) {
        SearchAttributes attributes = SearchAttributes.of(key, value);

        assertThat(attributes.toPayloads().get("a")).hasToString(json);
        assertThat(attributes.toPayloads().get("a").metadata()).isEqualTo(Map.of("type", type));
        SearchAttributes read = SearchAttributes.fromPayloads(attributes.toPayloads());
        assertThat(read.get(key)).contains(value);
        assertThat(read.keys()).singleElement().isEqualTo(key);
    }

    @Test
    void valuesWithoutATypeGetTheOneThatTheyLookLike() {
        SearchAttributes read = SearchAttributes.fromPayloads(Map.of(
                "text", Payload.json("\"t\""),
                "whole", Payload.json("12"),
                "broken", Payload.json("1.2"),
                "yes", Payload.json("true"),
                "list", Payload.json("[\"x\"]"),
                "since", Payload.json("\"2026-01-01T12:00:00+02:00\""),
                "gone", Payload.NONE));

        assertThat(read.keys())
                .containsExactly(
                        SearchAttributeKey.forDouble("broken"),
                        SearchAttributeKey.forKeywordList("list"),
                        SearchAttributeKey.forKeyword("since"),
                        SearchAttributeKey.forKeyword("text"),
                        SearchAttributeKey.forLong("whole"),
                        SearchAttributeKey.forBoolean("yes"));
        assertThat(read.get(SearchAttributeKey.forOffsetDateTime("since"))).contains(NOON);
    }

    @Test
    void aCopyWithChangesLeavesTheOriginalAsItWas() {
        SearchAttributeKey<Long> count = SearchAttributeKey.forLong("count");
        SearchAttributes one = SearchAttributes.of(count, 1L);

        SearchAttributes two = one.with(count.valueSet(2L));
        SearchAttributes none = one.with(count.valueUnset());

        assertThat(one.get(count)).contains(1L);
        assertThat(two.get(count)).contains(2L);
        assertThat(none).isEqualTo(SearchAttributes.EMPTY);
    }

    static Stream<Arguments> refusals() {
        SearchAttributeKey<String> text = SearchAttributeKey.forText("t");
        SearchAttributes.Builder many = SearchAttributes.builder();
        for (int i = 0; i < 101; i++) {
            many.set(SearchAttributeKey.forLong("k" + i), 1L);
        }
        SearchAttributes.Builder large = SearchAttributes.builder();
        for (int i = 0; i < 25; i++) {
            large.set(SearchAttributeKey.forText("k" + i), "x".repeat(2_000));
        }
        return Stream.of(
                refusal(
                        () -> SearchAttributeKey.forText(" "),
                        "Expected the name of a search attribute, but it is blank"),
                refusal(
                        () -> SearchAttributes.of(text, "x".repeat(2_047)),
                        "Expected search attribute t (Text) to have at most 2048 bytes, but it has 2049"),
                refusal(many::build, "Expected at most 100 search attributes, but got 101"),
                refusal(
                        large::build,
                        "Expected search attributes of at most 40960 bytes together, but they have 50115"),
                refusal(
                        () -> SearchAttributes.of(SearchAttributeKey.forDouble("d"), Double.NaN),
                        "Expected search attribute d (Double) to be a number, but got NaN"),
                refusal(
                        () -> SearchAttributes.of(text, "x").get(SearchAttributeKey.forLong("t")),
                        "Expected search attribute t (Int), but 't' is of type Text"),
                refusal(
                        () -> SearchAttributes.fromPayloads(Map.of("t", Payload.json("\"x\"")))
                                .get(SearchAttributeKey.forLong("t")),
                        "Expected search attribute t (Int), but it is \"x\""));
    }

    private static Arguments refusal(ThrowingCallable attempt, String sentence) {
        return arguments(attempt, sentence);
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void whatIsImpossibleIsRefusedWithASentence(ThrowingCallable attempt, String sentence) {
        assertThatIllegalArgumentException().isThrownBy(attempt).withMessage(sentence);
    }

    @Test
    @SuppressWarnings("NullAway") // as code without null checks may do it
    void aMissingValueIsRefused() {
        String missing = null;

        assertThatIllegalArgumentException()
                .isThrownBy(() -> SearchAttributes.of(SearchAttributeKey.forText("t"), missing))
                .withMessage("Expected a value for search attribute t (Text), but got null;"
                        + " valueUnset takes an attribute away");
    }
}
