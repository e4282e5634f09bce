package dev.weft.frontend.workflow;

import static dev.weft.frontend.Api.get;
import static dev.weft.frontend.Api.newId;
import static dev.weft.frontend.Api.post;
import static dev.weft.frontend.Api.refuses;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class SearchAttributesTest {
    private static final String START = "/api/workflows/start";

    @Test
    void plainValuesHaveTheTypeThatTheyLookLike() {
        String id = newId();

        post(START, body(id, """
                {"s": "a", "l": ["a", "b"], "i": -7, "d": 1.50, "b": true, "t": "2026-01-31T12:00:00Z", "n": null}
                """)).statusCode(201);

        get("/api/workflows/" + id)
                .body("searchAttributes.s", equalTo("a"))
                .body("searchAttributes.l", equalTo(List.of("a", "b")))
                .body("searchAttributes.i", equalTo(-7))
                .body("searchAttributes.d", equalTo(1.5f))
                .body("searchAttributes.b", equalTo(true))
                .body("searchAttributes.size()", equalTo(6))
                .body("searchAttributeTypes.s", equalTo("Keyword"))
                .body("searchAttributeTypes.l", equalTo("KeywordList"))
                .body("searchAttributeTypes.i", equalTo("Int"))
                .body("searchAttributeTypes.d", equalTo("Double"))
                .body("searchAttributeTypes.b", equalTo("Bool"))
                .body("searchAttributeTypes.t", equalTo("Keyword"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Text | \"some words\"",
                "Keyword | \"k\"",
                "KeywordList | [\"a\"]",
                "Int | 9007199254740993",
                "Double | 7",
                "Bool | false",
                "Datetime | \"2026-01-31T12:00:00+01:00\"",
            })
    void typesAreNamedByTheValueOrBesideIt(String type, String value) {
        String byValue = newId();
        post(START, body(byValue, "{\"k\": {\"type\": \"%s\", \"value\": %s}}".formatted(type, value)))
                .statusCode(201);
        String beside = newId();
        post(START, body(beside, "{\"k\": %s}, \"searchAttributeTypes\": {\"k\": \"%s\"}".formatted(value, type)))
                .statusCode(201);

        for (String id : List.of(byValue, beside)) {
            get("/api/workflows/" + id)
                    .body("searchAttributeTypes.k", equalTo(type))
                    .body(containsString("\"k\":" + value));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1 | searchAttributes | number",
                "{\"\": 1} | search attribute | empty",
                "{\"k\": {}} | searchAttributes.k.type | missing",
                "{\"k\": {\"type\": \"Int\"}} | searchAttributes.k.value | missing",
                "{\"k\": {\"type\": \"Number\", \"value\": 1}} | searchAttributes.k.type | KeywordList",
                "{\"k\": {\"type\": 1, \"value\": 1}} | searchAttributes.k.type | string",
                "{\"k\": [\"a\", 1]} | searchAttributes.k[1] | number",
                "{\"k\": 99999999999999999999} | searchAttributes.k | at most",
                "{\"k\": {\"type\": \"Text\", \"value\": 1}} | searchAttributes.k.value | string",
                "{\"k\": {\"type\": \"Keyword\", \"value\": [1]}} | searchAttributes.k.value | string",
                "{\"k\": {\"type\": \"KeywordList\", \"value\": \"a\"}} | searchAttributes.k.value | array",
                "{\"k\": {\"type\": \"Int\", \"value\": 1.5}} | searchAttributes.k.value | whole number",
                "{\"k\": {\"type\": \"Double\", \"value\": \"1\"}} | searchAttributes.k.value | number",
                "{\"k\": {\"type\": \"Bool\", \"value\": 1}} | searchAttributes.k.value | true or false",
                "{\"k\": {\"type\": \"Datetime\", \"value\": \"soon\"}} | searchAttributes.k.value | soon",
                "{\"k\": {\"type\": \"Datetime\", \"value\": 1}} | searchAttributes.k.value | string",
                "{\"k\": 1}, \"searchAttributeTypes\": {\"k\": \"Odd\"} | searchAttributeTypes.k | Datetime",
                "{\"k\": 1}, \"searchAttributeTypes\": {\"k\": \"Bool\"} | searchAttributes.k | true or false",
                "{\"k\": 1}, \"searchAttributeTypes\": 1 | searchAttributeTypes | object",
            })
    void valuesThatDoNotFitTheirTypeAreRefused(String attributes, String field, String why) {
        refuses(START, body(newId(), attributes), field, why);
    }

    @Test
    void theirNumberIsBounded() {
        post(START, body(newId(), attributes(100, 1))).statusCode(201);
        post(START, body(newId(), attributes(101, 1)))
                .statusCode(422)
                .body("detail", allOf(containsString("at most 100"), containsString("101")));
    }

    @Test
    void theirSizeIsBounded() {
        post(START, body(newId(), attributes(1, 2046))).statusCode(201);
        post(START, body(newId(), attributes(1, 2047)))
                .statusCode(413)
                .body("detail", allOf(containsString("searchAttributes.k1"), containsString("2048")));
        post(START, body(newId(), attributes(20, 2000))).statusCode(201);
        post(START, body(newId(), attributes(21, 2000)))
                .statusCode(413)
                .body("detail", containsString("at most 40960 bytes"));
    }

    private static String attributes(int count, int characters) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(number -> "\"k" + number + "\": \"" + "x".repeat(characters) + "\"")
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private static String body(String id, String attributes) {
        return "{\"workflowType\": \"Order\", \"taskQueue\": \"orders\", \"workflowId\": \"%s\", \"searchAttributes\": %s}"
                .formatted(id, attributes);
    }
}
