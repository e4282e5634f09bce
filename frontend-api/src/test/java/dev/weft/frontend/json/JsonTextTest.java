package dev.weft.frontend.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.weft.core.model.Payload;
import dev.weft.frontend.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class JsonTextTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int MAXIMUM_BYTES = 1 << 20;

    @Test
    void payloadsKeepEveryByteOfTheirValue() {
        JsonObject body =
                read("{ \"other\":1, \"input\" :  { \"b\": 1.50, \"ü\": [ 12345678901234567890 ] } , \"z\":0}");

        assertThat(body.arguments("inputs", "input"))
                .containsExactly(Payload.json("{ \"b\": 1.50, \"ü\": [ 12345678901234567890 ] }"));
    }

    @Test
    void nestedValuesAreFoundWhereTheyAre() {
        JsonObject body =
                read("{\"ü\": {\"memo\": {\"ä\": [1, {\"x\": \"€\"}], \"n\": null}}, \"inputs\": [1 , \"a\",null]}");

        assertThat(body.object("ü").payloadMap("memo"))
                .containsEntry("ä", Payload.json("[1, {\"x\": \"€\"}]"))
                .containsEntry("n", Payload.NONE);
        assertThat(body.arguments("inputs", "input"))
                .containsExactly(Payload.json("1"), Payload.json("\"a\""), Payload.NONE);
    }

    @Test
    void payloadOfAnotherEncodingIsWrittenAsAnswersShowIt() {
        JsonObject body = read("{\"inputs\": [{\"encoding\": \"gzip\", \"base64\": \"AQI=\"},"
                + " {\"base64\": \"\", \"metadata\": {\"key\": \"k1\"}, \"encoding\": \"encrypted\"},"
                + " {\"encoding\": \"null\", \"base64\": \"\"}]}");

        assertThat(body.arguments("inputs", "input"))
                .containsExactly(
                        new Payload("gzip", Map.of(), new byte[] {1, 2}),
                        new Payload("encrypted", Map.of("key", "k1"), new byte[0]),
                        Payload.NONE);
    }

    @Test
    void objectThatOnlyResemblesAnEncodedPayloadIsAValue() {
        for (String value : List.of(
                "{\"encoding\": \"gzip\"}",
                "{\"base64\": \"AQI=\"}",
                "{\"encoding\": \"gzip\", \"base64\": \"AQI=\", \"name\": \"a.gz\"}",
                "{\"encoding\": 1, \"base64\": \"AQI=\"}",
                "{\"encoding\": \"gzip\", \"base64\": \"AQI=\", \"metadata\": {\"size\": 2}}",
                "{}")) {
            assertThat(read("{\"input\": " + value + "}").payload("input")).isEqualTo(Payload.json(value));
        }
    }

    @Test
    void encodedPayloadThatIsNoBase64IsRefused() {
        JsonObject body = read("{\"memo\": {\"note\": {\"encoding\": \"gzip\", \"base64\": \"!\"}}}");

        assertThatThrownBy(() -> body.payloadMap("memo"))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("Expected memo.note.base64 to be base64, but: ");
    }

    @Test
    void emptyBodyHasNoFields() {
        assertThat(JsonText.read(new byte[0], MAXIMUM_BYTES).has("a")).isFalse();
    }

    @Test
    void nullCountsAsAbsent() {
        assertThat(read("{\"input\": null}").arguments("inputs", "input")).isEmpty();
    }

    @Test
    void generatedValuesSurvive() throws Exception {
        for (int seed = 0; seed < 2_000; seed++) {
            RandomGenerator random =
                    RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
            List<JsonNode> values = IntStream.range(0, 1 + random.nextInt(4))
                    .mapToObj(i -> value(random, 3))
                    .toList();
            String body = "{\"before\":" + value(random, 2) + " , \"inputs\": "
                    + MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(values) + "}";

            List<Payload> payloads = read(body).arguments("inputs", "input");

            assertThat(payloads).as("seed %s", seed).hasSameSizeAs(values);
            for (int i = 0; i < values.size(); i++) {
                JsonNode value = values.get(i);
                JsonNode found = payloads.get(i).isNone()
                        ? JsonNodeFactory.instance.nullNode()
                        : MAPPER.readTree(payloads.get(i).data());
                assertThat(found).as("seed %s", seed).isEqualTo(value);
            }
        }
    }

    private static JsonNode value(RandomGenerator random, int depth) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        return switch (random.nextInt(depth > 0 ? 7 : 5)) {
            case 0 -> nodes.numberNode(random.nextInt());
            case 1 -> nodes.numberNode(random.nextDouble());
            case 2 -> nodes.textNode("\"\\ü€😀\n".repeat(random.nextInt(3)) + "x");
            case 3 -> nodes.booleanNode(random.nextBoolean());
            case 4 -> nodes.nullNode();
            case 5 -> {
                var array = nodes.arrayNode();
                IntStream.range(0, random.nextInt(4)).forEach(i -> array.add(value(random, depth - 1)));
                yield array;
            }
            default -> {
                var object = nodes.objectNode();
                IntStream.range(0, random.nextInt(4)).forEach(i -> object.set("k€" + i, value(random, depth - 1)));
                yield object;
            }
        };
    }

    private static JsonObject read(String body) {
        return JsonText.read(body.getBytes(StandardCharsets.UTF_8), MAXIMUM_BYTES);
    }
}
