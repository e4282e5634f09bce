package dev.weft.sdk.replay;

import dev.weft.core.model.ActivitySettings;
import dev.weft.core.model.Payload;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A local activity as code asks for it.
 *
 * @param scheduledTime the workflow's time, from which the schedule-to-close timeout runs
 * @param localRetryThreshold longest backoff that is waited for inside a workflow task, zero for the default
 */
public record LocalActivityRequest(
        String activityId,
        String activityType,
        List<Payload> input,
        Map<String, Payload> header,
        ActivitySettings settings,
        Instant scheduledTime,
        Duration localRetryThreshold) {
    public LocalActivityRequest {
        input = List.copyOf(input);
        header = Map.copyOf(header);
    }
}
