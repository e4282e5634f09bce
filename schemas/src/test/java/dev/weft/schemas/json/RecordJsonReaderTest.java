package dev.weft.schemas.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.core.event.EventAttributes;
import dev.weft.core.event.HistoryEvent;
import dev.weft.core.event.MessageEvent.WorkflowExecutionSignaled;
import dev.weft.core.model.ExecutionKey;
import dev.weft.core.model.Payload;
import dev.weft.schemas.codec.RandomValues;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RecordJsonReaderTest {
    private static final Instant TIME = Instant.parse("2026-01-02T03:04:05.006Z");

    @Test
    void everyKindOfEventIsWrittenAgainAsItWasRead() {
        RandomValues values = new RandomValues(new Random(11));
        for (Class<?> kind : EventAttributes.class.getPermittedSubclasses()) {
            for (Class<?> type : kind.getPermittedSubclasses()) {
                for (int i = 0; i < 20; i++) {
                    HistoryEvent event = new HistoryEvent(3, TIME, (EventAttributes) values.next(type));
                    String json = json(event);

                    HistoryEvent read = read(json);

                    assertThat(read.attributes()).isInstanceOf(type);
                    assertThat(tree(json(read))).as(type.getSimpleName()).isEqualTo(tree(json));
                }
            }
        }
    }

    @Test
    void argumentsComeBackOneByOne() {
        for (List<Payload> input : List.of(
                List.<Payload>of(),
                List.of(Payload.NONE),
                List.of(Payload.json("7")),
                List.of(Payload.json("[1,2]")),
                List.of(Payload.json("[]")),
                List.of(Payload.json("{\"encoding\":\"gzip\",\"base64\":\"AQI=\"}")),
                List.of(Payload.json("1"), Payload.json("{\"a\":0.10}")),
                List.of(new Payload("protobuf", Map.of("type", "Order"), new byte[] {1, 2})))) {
            HistoryEvent event = signaled(input);

            assertThat(read(json(event))).isEqualTo(event);
        }
    }

    @Test
    void missingFieldsHaveTheValueForWhichTheyAreLeftOut() {
        HistoryEvent read = read("{\"eventId\":1,\"eventType\":\"WorkflowExecutionSignaled\",\"eventTime\":\"" + TIME
                + "\",\"attributes\":{\"signalName\":\"pay\",\"fromTheFuture\":1}}");

        assertThat(read.attributes())
                .isEqualTo(new WorkflowExecutionSignaled("pay", List.of(), Map.of(), "", ExecutionKey.NONE, ""));
    }

    @Test
    void whatIsNoEventIsRefusedWithASentence() {
        assertThatThrownBy(() -> read("{\"eventId\":4,\"eventType\":\"Nonsense\"}"))
                .hasMessage("Expected an event of a known eventType, but got Nonsense for event 4");
        assertThatThrownBy(() -> read("{\"eventId\":4,\"eventType\":\"TimerStarted\",\"eventTime\":\"" + TIME
                        + "\",\"attributes\":{\"startToFire\":\"soon\"}}"))
                .hasMessageContaining("Expected a " + Duration.class.getName() + " in the field startToFire")
                .hasMessageContaining("\"soon\"");
        assertThatThrownBy(() -> RecordJsonReader.parse("{".getBytes(StandardCharsets.UTF_8)))
                .hasMessageStartingWith("Expected well-formed JSON, but");
    }

    private static HistoryEvent signaled(List<Payload> input) {
        return new HistoryEvent(
                1, TIME, new WorkflowExecutionSignaled("s", input, Map.of(), "", ExecutionKey.NONE, ""));
    }

    private static HistoryEvent read(String json) {
        return RecordJsonReader.event(tree(json));
    }

    private static JsonNode tree(String json) {
        return RecordJsonReader.parse(json.getBytes(StandardCharsets.UTF_8));
    }

    private static String json(HistoryEvent event) {
        return new String(RecordJson.bytes(event), StandardCharsets.UTF_8);
    }
}
