package dev.weft.sdk.client;

import dev.weft.core.model.Payload;
import dev.weft.core.model.ResetOrigin;
import dev.weft.core.model.WorkflowStatus;
import dev.weft.core.reply.ExecutionDescription.Pause;
import dev.weft.core.reply.ExecutionDescription.PendingActivityDescription;
import dev.weft.core.reply.ExecutionDescription.PendingChildDescription;
import dev.weft.core.reply.ExecutionDescription.PendingTimerDescription;
import dev.weft.core.reply.ExecutionDescription.Problem;
import dev.weft.core.reply.ExecutionDescription.Settings;
import dev.weft.sdk.data.RawJson;
import dev.weft.sdk.workflow.SearchAttributes;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Where a run stands.
 *
 * @param problem what keeps a STUCK run from making progress, {@link Problem#NONE} when nothing does
 * @param pause who holds a PAUSED run, {@link Pause#NONE} when nobody does
 * @param warnings what will keep the run from going on if nothing is done, worded for people
 * @param closeTime {@link Instant#EPOCH} while it is open
 * @param attempt from 1, counts the runs of the workflow's own retry policy
 * @param nextTaskTime when the delay before the next workflow task ends, {@link Instant#EPOCH} when there is none
 * @param memo as the converter has written it
 * @param origins the runs that this one was reset from, oldest first
 * @param all everything that the frontend tells
 */
public record WorkflowDescription(
        WorkflowRun run,
        String firstRunId,
        WorkflowStatus status,
        Problem problem,
        Pause pause,
        List<String> warnings,
        String workflowType,
        String taskQueue,
        Instant startTime,
        Instant closeTime,
        Settings settings,
        int attempt,
        Instant nextTaskTime,
        long historyLength,
        long historySizeBytes,
        boolean cancelRequested,
        Map<String, Payload> memo,
        SearchAttributes searchAttributes,
        List<ResetOrigin> origins,
        List<PendingActivityDescription> pendingActivities,
        List<PendingTimerDescription> pendingTimers,
        List<PendingChildDescription> pendingChildren,
        RawJson all) {}
