package dev.weft.sdk.activity;

import java.time.Duration;
import java.time.Instant;

/**
 * Which attempt of which activity runs.
 *
 * @param attempt from 1
 * @param heartbeatTimeout zero when the activity has none
 */
public record ActivityInfo(
        String namespace,
        String workflowId,
        String runId,
        String workflowType,
        String activityId,
        String activityType,
        String taskQueue,
        int attempt,
        Instant scheduledTime,
        Instant attemptScheduledTime,
        Instant startedTime,
        Duration scheduleToCloseTimeout,
        Duration startToCloseTimeout,
        Duration heartbeatTimeout) {}
