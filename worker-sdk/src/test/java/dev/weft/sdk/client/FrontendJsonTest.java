package dev.weft.sdk.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.core.model.Payload;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FrontendJsonTest {
    private static final Payload BYTES = new Payload(Payload.BINARY, Map.of(), new byte[] {0, -1});
    private static final Payload ENCRYPTED = new Payload("encrypted", Map.of("key", "k1"), new byte[] {7});

    @Test
    void jsonStandsAsItIsAndOtherEncodingsAsBase64() {
        assertThat(written(List.of(Payload.json("{ \"a\": 1.10 }"), Payload.NONE, BYTES, ENCRYPTED)))
                .isEqualTo("{\"inputs\":[{ \"a\": 1.10 },null,{\"encoding\":\"binary\",\"base64\":\"AP8=\"},"
                        + "{\"encoding\":\"encrypted\",\"metadata\":{\"key\":\"k1\"},\"base64\":\"Bw==\"}]}");
    }

    @Test
    void everyPayloadComesBackEqual() throws IOException {
        List<Payload> payloads = List.of(
                Payload.json("{\"a\":1.10}"),
                Payload.NONE,
                BYTES,
                ENCRYPTED,
                Payload.json("{\"base64\":\"AP8=\",\"encoding\":\"ours\"}"),
                Payload.json("{\"base64\":\"AP8=\",\"encoding\":\"ours\",\"name\":\"a.png\"}"));

        assertThat(FrontendJson.payloads(
                        FrontendJson.read(written(payloads).getBytes(UTF_8)).path("inputs")))
                .isEqualTo(payloads);
    }

    @Test
    void memosMayHaveAnyEncoding() {
        ObjectNode body = FrontendJson.object();

        FrontendJson.putPayloads(body, "memo", Map.of("note", ENCRYPTED));

        assertThat(body)
                .hasToString(
                        "{\"memo\":{\"note\":{\"encoding\":\"encrypted\",\"metadata\":{\"key\":\"k1\"},\"base64\":\"Bw==\"}}}");
    }

    private static String written(List<Payload> payloads) {
        ObjectNode body = FrontendJson.object();
        FrontendJson.putArguments(body, "inputs", payloads);
        return new String(FrontendJson.write(body), UTF_8);
    }
}
