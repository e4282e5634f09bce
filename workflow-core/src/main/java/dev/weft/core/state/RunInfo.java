package dev.weft.core.state;

import dev.weft.core.event.WorkflowEvent.WorkflowExecutionStarted;
import dev.weft.core.model.ContinueInitiator;
import dev.weft.core.model.ExecutionKey;
import dev.weft.core.model.Failure;
import dev.weft.core.model.ParentLink;
import dev.weft.core.model.Payload;
import dev.weft.core.model.RunSettings;
import dev.weft.core.model.WorkflowStatus;
import dev.weft.core.reply.ExecutionDescription.Pause;
import dev.weft.core.reply.ExecutionDescription.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What a run is.
 *
 * @param started its first event; the input is kept only where a retry policy may need it again
 * @param closeStatus RUNNING while open
 * @param problem why workflow tasks fail at present
 * @param pause who holds the run, {@link Pause#NONE} when nobody does
 * @param historyLimit what an operator allows this run
 * @param resetTime when a reset began the run, {@link Instant#EPOCH} for every other run
 * @param chainStart what began the chain that the run belongs to
 */
public record RunInfo(
        WorkflowExecutionStarted started,
        Instant startTime,
        WorkflowStatus closeStatus,
        Instant closeTime,
        boolean cancelRequested,
        Map<String, Payload> memo,
        Map<String, Payload> searchAttributes,
        Problem problem,
        Pause pause,
        HistoryLimit historyLimit,
        Instant resetTime,
        ChainStart chainStart) {

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
            Problem.NONE,
            Pause.NONE,
            HistoryLimit.NONE,
            Instant.EPOCH,
            ChainStart.NONE);

    /** Longest workflow task unless the run says otherwise. */
    public static final Duration DEFAULT_TASK_TIMEOUT = Duration.ofSeconds(10);

    public boolean isOpen() {
        return closeStatus.isOpen();
    }

    public Duration taskTimeout() {
        Duration chosen = started.settings().taskTimeout();
        if (chosen.isZero()) {
            return DEFAULT_TASK_TIMEOUT;
        }
        return chosen.compareTo(Limits.LONGEST_TASK) <= 0 ? chosen : Limits.LONGEST_TASK;
    }

    /** How long the run is kept after its close. */
    public Duration retention() {
        Duration chosen = started.settings().retention();
        return chosen.isZero() ? Limits.RETENTION : chosen;
    }

    /** End of the run: its own timeout or that of the whole chain, whichever comes first. A reset gives all the time. */
    public Instant expiration() {
        Duration limit = started.settings().runTimeout();
        boolean reset = !resetTime.equals(Instant.EPOCH);
        Instant begin = reset ? resetTime : startTime.plus(started.firstTaskBackoff());
        Instant own = limit.isZero() ? Deadline.NEVER : begin.plus(limit);
        Instant chain = started.executionExpiration();
        return chain.equals(Instant.EPOCH) || own.isBefore(chain) ? own : chain;
    }

    public boolean isPaused() {
        return !pause.isNone();
    }

    RunInfo closed(WorkflowStatus status, Instant time) {
        return changed(next -> {
            next.closeStatus = status;
            next.closeTime = time;
            next.problem = Problem.NONE;
            next.pause = Pause.NONE;
        });
    }

    RunInfo withCancelRequested() {
        return changed(next -> next.cancelRequested = true);
    }

    RunInfo withMemo(Map<String, Payload> newMemo) {
        return changed(next -> next.memo = newMemo);
    }

    RunInfo withSearchAttributes(Map<String, Payload> attributes) {
        return changed(next -> next.searchAttributes = attributes);
    }

    RunInfo withProblem(Problem newProblem) {
        return changed(next -> next.problem = newProblem);
    }

    RunInfo withPause(Pause newPause) {
        return changed(next -> next.pause = newPause);
    }

    RunInfo withHistoryLimit(HistoryLimit limit) {
        return changed(next -> next.historyLimit = limit);
    }

    RunInfo withResetTime(Instant time) {
        return changed(next -> next.resetTime = time);
    }

    private RunInfo changed(Consumer<Draft> change) {
        Draft next = new Draft();
        change.accept(next);
        return next.freeze();
    }

    /** This run with what may change of it. */
    private final class Draft {
        private WorkflowStatus closeStatus = RunInfo.this.closeStatus;
        private Instant closeTime = RunInfo.this.closeTime;
        private boolean cancelRequested = RunInfo.this.cancelRequested;
        private Map<String, Payload> memo = RunInfo.this.memo;
        private Map<String, Payload> searchAttributes = RunInfo.this.searchAttributes;
        private Problem problem = RunInfo.this.problem;
        private Pause pause = RunInfo.this.pause;
        private HistoryLimit historyLimit = RunInfo.this.historyLimit;
        private Instant resetTime = RunInfo.this.resetTime;

        private RunInfo freeze() {
            return new RunInfo(
                    started,
                    startTime,
                    closeStatus,
                    closeTime,
                    cancelRequested,
                    memo,
                    searchAttributes,
                    problem,
                    pause,
                    historyLimit,
                    resetTime,
                    chainStart);
        }
    }
}
