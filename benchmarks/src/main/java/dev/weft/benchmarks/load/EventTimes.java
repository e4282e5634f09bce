package dev.weft.benchmarks.load;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Reads when the log took the events of a history, to the millisecond. */
final class EventTimes {
    private EventTimes() {}

    static List<Instant> of(JsonNode history, String eventType) {
        List<Instant> times = new ArrayList<>();
        for (JsonNode event : history.path("events")) {
            if (event.path("eventType").asText().equals(eventType)) {
                times.add(Instant.parse(event.path("eventTime").asText()));
            }
        }
        return times;
    }
}
