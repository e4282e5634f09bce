package dev.weft.core.state;

import dev.weft.core.event.WorkflowEvent.WorkflowExecutionStarted;
import dev.weft.core.model.ContinueInitiator;
import dev.weft.core.model.ExecutionKey;
import dev.weft.core.model.Failure;
import dev.weft.core.model.ParentLink;
import dev.weft.core.model.Payload;
import dev.weft.core.model.RunSettings;
import dev.weft.core.model.WorkflowStatus;
import dev.weft.core.reply.ExecutionDescription.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What a run is.
 *
 * @param started its first event; the input is kept only where a retry policy may need it again
 * @param closeStatus RUNNING while open
 * @param problem why workflow tasks fail at present
 */
public record RunInfo(
        WorkflowExecutionStarted started,
        Instant startTime,
        WorkflowStatus closeStatus,
        Instant closeTime,
        boolean cancelRequested,
        Map<String, Payload> memo,
        Map<String, Payload> searchAttributes,
        Problem problem) {

    /** No run at all. */
    public static final RunInfo NONE = new RunInfo(
            new WorkflowExecutionStarted(
                    RunSettings.of("", "", List.of()),
                    "",
                    "",
                    "",
                    "",
                    ContinueInitiator.NONE,
                    1,
                    Instant.EPOCH,
                    Duration.ZERO,
                    ParentLink.NONE,
                    ExecutionKey.NONE,
                    false,
                    Failure.NONE,
                    Payload.NONE,
                    "",
                    "",
                    List.of()),
            Instant.EPOCH,
            WorkflowStatus.TERMINATED,
            Instant.EPOCH,
            false,
            Map.of(),
            Map.of(),
            Problem.NONE);

    /** Longest workflow task unless the run says otherwise. */
    public static final Duration DEFAULT_TASK_TIMEOUT = Duration.ofSeconds(10);

    public boolean isOpen() {
        return closeStatus.isOpen();
    }

    public Duration taskTimeout() {
        Duration chosen = started.settings().taskTimeout();
        return chosen.isZero() ? DEFAULT_TASK_TIMEOUT : chosen;
    }

    /** How long the run is kept after its close. */
    public Duration retention() {
        Duration chosen = started.settings().retention();
        return chosen.isZero() ? Limits.RETENTION : chosen;
    }

    /** End of the run: its own timeout or that of the whole chain, whichever comes first. */
    public Instant expiration() {
        Duration limit = started.settings().runTimeout();
        Instant own = limit.isZero()
                ? Deadline.NEVER
                : startTime.plus(started.firstTaskBackoff()).plus(limit);
        Instant chain = started.executionExpiration();
        return chain.equals(Instant.EPOCH) || own.isBefore(chain) ? own : chain;
    }

    RunInfo closed(WorkflowStatus status, Instant time) {
        return new RunInfo(started, startTime, status, time, cancelRequested, memo, searchAttributes, Problem.NONE);
    }

    RunInfo withCancelRequested() {
        return new RunInfo(started, startTime, closeStatus, closeTime, true, memo, searchAttributes, problem);
    }

    RunInfo withMemo(Map<String, Payload> newMemo) {
        return new RunInfo(
                started, startTime, closeStatus, closeTime, cancelRequested, newMemo, searchAttributes, problem);
    }

    RunInfo withSearchAttributes(Map<String, Payload> attributes) {
        return new RunInfo(started, startTime, closeStatus, closeTime, cancelRequested, memo, attributes, problem);
    }

    RunInfo withProblem(Problem newProblem) {
        return new RunInfo(
                started, startTime, closeStatus, closeTime, cancelRequested, memo, searchAttributes, newProblem);
    }
}
