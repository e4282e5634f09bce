package dev.weft.core.state;

import dev.weft.core.model.ExecutionKey;
import java.util.List;

/**
 * An {@link ExecutionState} as plain lists, for the log.
 *
 * @param engineVersion of the state machine that wrote it
 * @param sdkFlags behaviours of the SDK that the run's history relies upon
 */
public record ExecutionSnapshot(
        ExecutionKey key,
        int engineVersion,
        RunInfo run,
        HistoryCursor history,
        WorkflowTaskState task,
        StickyBinding sticky,
        List<PendingActivity> activities,
        List<PendingTimer> timers,
        List<PendingChild> children,
        List<PendingExternal> externals,
        List<BufferedEvent> buffer,
        List<UpdateState> updates,
        List<PendingQuery> queries,
        List<String> requestIds,
        long nextOutboxId,
        List<OutboxEntry> outbox,
        List<RetiredRun> retired,
        List<String> sdkFlags) {}
