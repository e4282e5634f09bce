package dev.weft.sdk.client;

import dev.weft.core.model.WorkflowStatus;
import dev.weft.sdk.data.RawJson;
import java.time.Instant;

/**
 * Where a run stands.
 *
 * @param closeTime {@link Instant#EPOCH} while it is open
 * @param problem what keeps a STUCK run from making progress, else empty
 * @param all everything that the frontend tells, pending activities and timers among it
 */
public record WorkflowDescription(
        WorkflowRun run,
        WorkflowStatus status,
        String workflowType,
        String taskQueue,
        Instant startTime,
        Instant closeTime,
        long historyLength,
        String problem,
        RawJson all) {}
