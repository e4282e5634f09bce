package dev.weft.testing.platform;

import dev.weft.core.model.ExecutionKey;
import dev.weft.history.engine.LiveExecution;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Everything that is going to happen, by time. Used under the platform's lock. */
final class Agenda {

    /** Something whose time has come. */
    sealed interface Due {
        record Action(Runnable action) implements Due {}

        record Execution(ExecutionKey key, Instant time) implements Due {}
    }

    private record Planned(Instant time, long sequence, Runnable action) {}

    private record Waiting(long millis, ExecutionKey key) {
        Instant time() {
            return Instant.ofEpochMilli(millis);
        }
    }

    private final PriorityQueue<Planned> actions =
            new PriorityQueue<>(Comparator.comparing(Planned::time).thenComparingLong(Planned::sequence));
    private final TreeSet<Waiting> executions =
            new TreeSet<>(Comparator.comparingLong(Waiting::millis).thenComparing(Waiting::key));
    private final Predicate<ExecutionKey> isOfInterest;
    private long planned;

    /** @param isOfInterest whether a test may wait for what an execution has due next */
    Agenda(Predicate<ExecutionKey> isOfInterest) {
        this.isOfInterest = isOfInterest;
    }

    void at(Instant time, Runnable action) {
        actions.add(new Planned(time, planned++, action));
    }

    void dueChanged(LiveExecution execution, long beforeMillis) {
        executions.remove(new Waiting(beforeMillis, execution.key()));
        if (execution.dueMillis() != LiveExecution.NEVER) {
            executions.add(new Waiting(execution.dueMillis(), execution.key()));
        }
    }

    /** When anything happens next. */
    Optional<Instant> next() {
        return earlier(
                nextAction(),
                executions.isEmpty()
                        ? Optional.empty()
                        : Optional.of(executions.first().time()));
    }

    /** When something happens next that a test may wait for. */
    Optional<Instant> nextOfInterest() {
        return earlier(
                nextAction(),
                executions.stream()
                        .filter(waiting -> isOfInterest.test(waiting.key()))
                        .map(Waiting::time)
                        .findFirst());
    }

    /** Takes the first thing that is due by {@code now}. */
    Optional<Due> take(Instant now) {
        Optional<Instant> next = next().filter(time -> !time.isAfter(now));
        if (next.isEmpty()) {
            return Optional.empty();
        }
        if (next.equals(nextAction())) {
            return Optional.of(new Due.Action(actions.remove().action()));
        }
        Waiting due = executions.removeFirst();
        return Optional.of(new Due.Execution(due.key(), due.time()));
    }

    private Optional<Instant> nextAction() {
        return Optional.ofNullable(actions.peek()).map(Planned::time);
    }

    private static Optional<Instant> earlier(Optional<Instant> one, Optional<Instant> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return one.or(() -> other);
        }
        return one.get().isBefore(other.get()) ? one : other;
    }
}
