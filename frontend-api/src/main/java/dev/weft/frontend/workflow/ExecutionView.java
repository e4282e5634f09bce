package dev.weft.frontend.workflow;

import dev.weft.core.model.ExecutionKey;
import dev.weft.core.model.ParentLink;
import dev.weft.core.model.Payload;
import dev.weft.core.model.ResetOrigin;
import dev.weft.core.model.SearchAttributeType;
import dev.weft.core.model.WorkflowStatus;
import dev.weft.core.reply.ExecutionDescription;
import dev.weft.core.reply.ExecutionDescription.Pause;
import dev.weft.core.reply.ExecutionDescription.PendingActivityDescription;
import dev.weft.core.reply.ExecutionDescription.PendingChildDescription;
import dev.weft.core.reply.ExecutionDescription.PendingTimerDescription;
import dev.weft.core.reply.ExecutionDescription.PendingWorkflowTask;
import dev.weft.core.reply.ExecutionDescription.Problem;
import dev.weft.core.reply.ExecutionDescription.Settings;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The state of a run as people look at it.
 *
 * @param searchAttributeTypes of those whose type is known
 * @param pendingWorkflowTask null when none is pending
 * @param problem what keeps the run from making progress, null when nothing does
 * @param pause who holds the run, null when nobody does
 * @param warnings what will keep the run from going on if nothing is done
 * @param origins the runs that this one was reset from, oldest first
 */
public record ExecutionView(
        String namespace,
        String workflowId,
        String runId,
        String firstRunId,
        WorkflowStatus status,
        @Nullable Problem problem,
        @Nullable Pause pause,
        List<String> warnings,
        String workflowType,
        String taskQueue,
        Instant startTime,
        Instant closeTime,
        Instant executionExpiration,
        Settings settings,
        int attempt,
        Instant nextTaskTime,
        long historyLength,
        long historySizeBytes,
        int bufferedEvents,
        boolean cancelRequested,
        ParentLink parent,
        ExecutionKey root,
        Map<String, Payload> memo,
        Map<String, Payload> searchAttributes,
        Map<String, String> searchAttributeTypes,
        @Nullable PendingWorkflowTask pendingWorkflowTask,
        List<PendingActivityDescription> pendingActivities,
        List<PendingTimerDescription> pendingTimers,
        List<PendingChildDescription> pendingChildren,
        List<ResetOrigin> origins) {

    public static ExecutionView of(ExecutionDescription description) {
        return new ExecutionView(
                description.key().namespace(),
                description.key().workflowId(),
                description.runId(),
                description.firstRunId(),
                description.status(),
                description.problem().isNone() ? null : description.problem(),
                description.pause().isNone() ? null : description.pause(),
                description.warnings(),
                description.workflowType(),
                description.taskQueue(),
                description.startTime(),
                description.closeTime(),
                description.executionExpiration(),
                description.settings(),
                description.attempt(),
                description.nextTaskTime(),
                description.historyLength(),
                description.historySizeBytes(),
                description.bufferedEvents(),
                description.cancelRequested(),
                description.parent(),
                description.root(),
                description.memo(),
                description.searchAttributes(),
                types(description.searchAttributes()),
                description.pendingWorkflowTask().scheduledEventId() == 0 ? null : description.pendingWorkflowTask(),
                description.pendingActivities(),
                description.pendingTimers(),
                description.pendingChildren(),
                description.origins());
    }

    private static Map<String, String> types(Map<String, Payload> searchAttributes) {
        Map<String, String> types = new TreeMap<>();
        searchAttributes.forEach((name, value) -> {
            String type = value.metadata().get(SearchAttributeType.METADATA_KEY);
            if (type != null) {
                types.put(name, type);
            }
        });
        return types;
    }
}
