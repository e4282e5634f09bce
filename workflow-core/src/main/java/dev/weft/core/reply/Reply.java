package dev.weft.core.reply;

import dev.weft.core.event.HistoryEvent;
import dev.weft.core.model.Failure;
import dev.weft.core.model.Payload;
import dev.weft.core.model.WorkflowStatus;
import java.time.Instant;
import java.util.List;

/** What the asker of a request is told. */
public sealed interface Reply {

    /** Nobody is told anything. */
    record None() implements Reply {}

    /** @param message worded "Expected …, but …" */
    record Rejected(RejectionReason reason, String message, String runId) implements Reply {}

    /** The request counts. */
    record Accepted(String runId) implements Reply {}

    /** @param started false when an open run was found and used instead */
    record Started(String runId, String firstRunId, boolean started, WorkflowStatus status, Instant createdAt)
            implements Reply {}

    record Described(ExecutionDescription description) implements Reply {}

    /**
     * @param nextEventId first event of the next page, 0 at the end
     * @param closed whether the run is closed, so that no event will follow the last page
     */
    record HistoryPage(String runId, List<HistoryEvent> events, long nextEventId, boolean closed) implements Reply {}

    /** @param failure {@link Failure#NONE} when the handler answered with {@code result} */
    record QueryAnswered(Payload result, Failure failure) implements Reply {}

    /**
     * How far an update has come.
     *
     * @param failure {@link Failure#NONE} unless the update was rejected or has failed
     */
    record UpdateProgress(String updateId, String runId, UpdateStage stage, Payload result, Failure failure)
            implements Reply {}

    /** @param cancelRequested the worker should stop the activity */
    record HeartbeatRecorded(boolean cancelRequested) implements Reply {}

    record ClaimGranted() implements Reply {}

    /** @param resetEventId the first event of the base run that was not kept */
    record ResetDone(String baseRunId, String runId, long resetEventId) implements Reply {}
}
