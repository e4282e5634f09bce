package dev.weft.core.event;

import dev.weft.core.model.Failure;
import dev.weft.core.model.TimeoutType;
import dev.weft.core.model.WorkflowTaskFailedCause;
import java.time.Duration;
import java.util.List;

/** The life of a workflow task. */
public sealed interface WorkflowTaskEvent extends EventAttributes {

    /** @param taskQueue the queue it was put on, a sticky one included */
    record WorkflowTaskScheduled(String taskQueue, boolean sticky, Duration startToClose, int attempt)
            implements WorkflowTaskEvent {}

    /**
     * Fixes what the task contains. Written when history dispatches the task.
     *
     * @param historySizeBytes size of the history so far
     */
    record WorkflowTaskStarted(long scheduledEventId, boolean suggestContinueAsNew, long historySizeBytes)
            implements WorkflowTaskEvent {}

    /** @param sdkFlags behaviours of the SDK that this task relied upon for the first time */
    record WorkflowTaskCompleted(
            long scheduledEventId,
            long startedEventId,
            String identity,
            String sdkName,
            String sdkVersion,
            List<String> sdkFlags)
            implements WorkflowTaskEvent {}

    record WorkflowTaskTimedOut(long scheduledEventId, long startedEventId, TimeoutType timeoutType)
            implements WorkflowTaskEvent {}

    /**
     * @param baseRunId where a reset took this history from, empty for every other cause
     * @param newRunId the run that the reset began, empty for every other cause
     * @param ownFromEventId first event behind what the reset has copied and applied again, 0 for every other cause
     */
    record WorkflowTaskFailed(
            long scheduledEventId,
            long startedEventId,
            WorkflowTaskFailedCause cause,
            Failure failure,
            String identity,
            String baseRunId,
            String newRunId,
            long ownFromEventId)
            implements WorkflowTaskEvent {

        /** For any other cause than a reset. */
        public WorkflowTaskFailed(
                long scheduledEventId,
                long startedEventId,
                WorkflowTaskFailedCause cause,
                Failure failure,
                String identity) {
            this(scheduledEventId, startedEventId, cause, failure, identity, "", "", 0);
        }
    }
}
