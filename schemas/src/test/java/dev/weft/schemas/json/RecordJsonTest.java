package dev.weft.schemas.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.event.ActivityEvent;
import dev.weft.core.event.EventAttributes;
import dev.weft.core.event.HistoryEvent;
import dev.weft.core.event.MessageEvent;
import dev.weft.core.event.TimerEvent;
import dev.weft.core.event.WorkflowEvent;
import dev.weft.core.model.ActivitySettings;
import dev.weft.core.model.ExecutionKey;
import dev.weft.core.model.Failure;
import dev.weft.core.model.FailureInfo;
import dev.weft.core.model.Payload;
import dev.weft.core.model.TimeoutType;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecordJsonTest {

    @Test
    void eventsAreWrittenWithTheirTypeAndTime() {
        assertThat(json(new TimerEvent.TimerStarted("t1", Duration.ofDays(2), 4)))
                .isEqualTo("{\"eventId\":7,\"eventType\":\"TimerStarted\",\"eventTime\":\"2026-01-02T03:04:05.006Z\","
                        + "\"attributes\":{\"timerId\":\"t1\",\"startToFire\":\"PT48H\","
                        + "\"workflowTaskCompletedEventId\":4}}");
    }

    @Test
    void settingsAreSpreadOverTheAttributes() {
        var scheduled = new ActivityEvent.ActivityTaskScheduled(
                "a1",
                "Charge",
                "orders",
                List.of(Payload.json("{\"n\": 1}")),
                Map.of(),
                ActivitySettings.startToClose(Duration.ofSeconds(9)),
                4);

        assertThat(json(scheduled))
                .contains("\"input\":{\"n\": 1}")
                .contains("\"startToClose\":\"PT9S\"")
                .contains("\"retryPolicy\":{\"initialInterval\":\"PT1S\"")
                .doesNotContain("header", "settings", "scheduleToClose", "heartbeat");
    }

    @Test
    void payloadsThatAreNotJsonAreShownAsBytes() {
        var binary = new Payload("binary", Map.of(), new byte[] {1, 2, 3});
        var broken = new Payload(Payload.JSON, Map.of(), "{broken".getBytes(StandardCharsets.UTF_8));

        assertThat(json(signaled(List.of(binary, broken, Payload.NONE))))
                .contains("\"input\":[{\"encoding\":\"binary\",\"base64\":\"AQID\"},"
                        + "{\"encoding\":\"json\",\"base64\":\"e2Jyb2tlbg==\"},null]");
    }

    @Test
    void defaultsAreLeftOut() {
        assertThat(json(signaled(List.of()))).endsWith("\"attributes\":{\"signalName\":\"s\"}}");
    }

    @Test
    void failuresAreNestedWithTheirCauses() {
        Failure failure = Failure.of(new FailureInfo.Timeout("late", TimeoutType.HEARTBEAT, List.of()))
                .wrappedIn(new FailureInfo.Application(
                        "outer", "Type", false, "", List.of(Payload.json("1")), Duration.ZERO));

        assertThat(json(new WorkflowEvent.WorkflowExecutionFailed(
                        failure, dev.weft.core.model.RetryState.RETRY_POLICY_NOT_SET, 4, "", List.of())))
                .contains("\"failure\":{\"kind\":\"Application\",\"message\":\"outer\",\"type\":\"Type\","
                        + "\"details\":[1],\"cause\":{\"kind\":\"Timeout\",\"message\":\"late\","
                        + "\"timeoutType\":\"HEARTBEAT\"}}");
    }

    @Test
    void everyKindOfEventCanBeWritten() {
        for (Class<?> kind : EventAttributes.class.getPermittedSubclasses()) {
            for (Class<?> type : kind.getPermittedSubclasses()) {
                assertThat(RecordComponents.of(type.asSubclass(Record.class)))
                        .as(type.getSimpleName())
                        .isNotEmpty();
            }
        }
    }

    private static MessageEvent.WorkflowExecutionSignaled signaled(List<Payload> input) {
        return new MessageEvent.WorkflowExecutionSignaled("s", input, Map.of(), "", ExecutionKey.NONE, "");
    }

    private static String json(EventAttributes attributes) {
        HistoryEvent event = new HistoryEvent(7, Instant.parse("2026-01-02T03:04:05.006Z"), attributes);
        return new String(RecordJson.bytes(event), StandardCharsets.UTF_8);
    }
}
