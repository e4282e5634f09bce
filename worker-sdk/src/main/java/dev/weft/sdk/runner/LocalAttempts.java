package dev.weft.sdk.runner;

import dev.weft.core.engine.Retry;
import dev.weft.core.model.Failure;
import dev.weft.core.model.FailureInfo;
import dev.weft.core.model.RetryState;
import dev.weft.core.model.TimeoutType;
import dev.weft.core.task.QueueName;
import dev.weft.core.task.Task;
import dev.weft.sdk.activity.ActivityCanceledException.Reason;
import dev.weft.sdk.replay.LocalActivityMachine;
import dev.weft.sdk.replay.LocalActivityReport;
import dev.weft.sdk.replay.LocalActivityReport.Outcome;
import dev.weft.sdk.replay.LocalActivityRequest;
import dev.weft.sdk.replay.ReplayMachine;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * The local activities of one run that are under way on this worker, from one workflow task to the next. The thread that
 * handles the task begins attempts, waits for whichever ends first, and lets code go on; it keeps their deadlines, so
 * that an attempt needs no thread but its own.
 */
final class LocalAttempts {
    /** Backoffs of up to so many task timeouts are waited for inside a task. */
    private static final int THRESHOLD_IN_TASK_TIMEOUTS = 3;

    private static final int CHECKS_BEFORE_TIDYING = 64;

    private static final LocalActivityRunner.Outcome CANCELED = new LocalActivityRunner.Outcome.Canceled(List.of());

    /** An attempt that has ended. */
    private record Ended(LocalCall call, LocalCall.Try attempt, LocalActivityRunner.Outcome outcome) {}

    /** When to look at a call again; void when it has gone on since. */
    private record Check(long nanos, LocalCall call, int attempt, boolean backingOff) {
        static Check of(LocalCall call, long now) {
            return new Check(call.dueNanos(now), call, call.attempt(), call.isBackingOff());
        }
    }

    private final ReplayMachine machine;
    private final RunFacts facts;
    private final LocalActivityRunner runner;
    private final long originNanos;
    private final Map<LocalActivityMachine, LocalCall> calls = new HashMap<>();
    private final PriorityQueue<Check> checks = new PriorityQueue<>(Comparator.comparingLong(Check::nanos));
    private final BlockingQueue<Ended> ended = new LinkedBlockingQueue<>();
    private Instant taskTime = Instant.EPOCH;
    private long taskNanos;
    private Duration taskTimeout = Duration.ZERO;

    LocalAttempts(ReplayMachine machine, RunFacts facts, LocalActivityRunner runner) {
        this.machine = machine;
        this.facts = facts;
        this.runner = runner;
        this.originNanos = runner.nanoTime();
    }

    private long nanos() {
        return runner.nanoTime() - originNanos;
    }

    /** The workflow's time: that of the task, and what has passed since. */
    private Instant now() {
        return taskTime.plusNanos(nanos() - taskNanos);
    }

    // ---- called by the thread that handles the workflow task

    /**
     * Runs what code asks for, until it waits for nothing local any more or the time is over.
     *
     * @param timeout of the workflow task
     * @param patience how long it may go on
     * @param goOn lets code run until it waits again
     * @param over tells when code will not go on in this task
     */
    void settle(Duration timeout, Duration patience, Runnable goOn, BooleanSupplier over) {
        taskTime = machine.moment().time();
        taskNanos = nanos();
        taskTimeout = timeout;
        long patienceEnds = taskNanos + patience.toNanos();
        try {
            while (!over.getAsBoolean() && machine.waitsForLocalActivities()) {
                beginRequested();
                if (nanos() >= patienceEnds) {
                    return;
                }
                if (awaitOne(patienceEnds)) {
                    goOn.run();
                }
            }
        } catch (InterruptedException e) {
            // The worker ends: what has been reached is kept, and another worker goes on.
            Thread.currentThread().interrupt();
        }
    }

    private void beginRequested() {
        for (LocalActivityMachine requested : machine.takeUnstartedLocalActivities()) {
            Duration scheduleToClose = requested.request().settings().scheduleToClose();
            Duration gone = Duration.between(requested.request().scheduledTime(), now());
            LocalCall call = new LocalCall(requested, LocalCall.after(nanos() - gone.toNanos(), scheduleToClose));
            calls.put(requested, call);
            begin(call);
        }
    }

    private void begin(LocalCall call) {
        LocalCall.Try begun = call.begin(nanos());
        if (call.machine().isCancelRequested()) {
            ended.add(new Ended(call, begun, CANCELED));
        } else {
            if (call.timedOut(nanos()).isEmpty()) {
                run(call, begun);
            }
            lookAgainAt(call);
        }
    }

    private void run(LocalCall call, LocalCall.Try begun) {
        begun.runsAs(runner.begin(task(call), new LocalActivityRunner.Listener() {
            @Override
            public void started() {
                begun.started(nanos());
            }

            @Override
            public void ended(LocalActivityRunner.Outcome outcome) {
                begun.ended();
                ended.add(new Ended(call, begun, outcome));
            }
        }));
    }

    private Task.ActivityTask task(LocalCall call) {
        LocalActivityRequest request = call.machine().request();
        return new Task.ActivityTask(
                new QueueName(
                        facts.key().namespace(), facts.started().settings().taskQueue(), ""),
                facts.key(),
                facts.started().runId(),
                facts.started().settings().workflowType(),
                request.activityId(),
                request.activityType(),
                0,
                call.attempt(),
                request.input(),
                request.header(),
                request.settings(),
                request.scheduledTime(),
                now(),
                List.of(),
                call.lastFailure(),
                false);
    }

    private void lookAgainAt(LocalCall call) {
        checks.add(Check.of(call, nanos()));
        if (checks.size() > CHECKS_BEFORE_TIDYING + 2 * calls.size()) {
            checks.removeIf(this::isVoid);
        }
    }

    private boolean isVoid(Check check) {
        LocalCall call = check.call();
        return !calls.containsKey(call.machine())
                || call.attempt() != check.attempt()
                || call.isBackingOff() != check.backingOff();
    }

    /** @return whether code has something to go on with */
    private boolean awaitOne(long patienceEnds) throws InterruptedException {
        long now = nanos();
        Check check = checks.peek();
        if (check != null && check.nanos() <= now) {
            checks.remove();
            return !isVoid(check) && look(check.call(), now);
        }
        long wait = Math.min(patienceEnds, check == null ? LocalCall.NEVER : check.nanos()) - now;
        Ended next = ended.poll(wait, TimeUnit.NANOSECONDS);
        return next != null
                && calls.containsKey(next.call().machine())
                && next.call().isUnderWay(next.attempt())
                && hear(next.call(), next.outcome());
    }

    private boolean look(LocalCall call, long now) {
        if (call.isBackingOff()) {
            begin(call);
            return false;
        }
        if (call.hasEnded()) {
            return false;
        }
        Optional<TimeoutType> timeout = call.timedOut(now);
        if (timeout.isEmpty()) {
            lookAgainAt(call);
            return false;
        }
        call.stop(Reason.NO_LONGER_WANTED);
        return timedOut(call, timeout.get());
    }

    private boolean hear(LocalCall call, LocalActivityRunner.Outcome outcome) {
        return switch (outcome) {
            case LocalActivityRunner.Outcome.Completed completed ->
                report(call, new Outcome.Completed(completed.result()));
            case LocalActivityRunner.Outcome.Canceled canceled -> {
                FailureInfo info = new FailureInfo.Canceled("The activity was canceled", canceled.details());
                yield report(call, new Outcome.Failed(Failure.of(info), RetryState.CANCEL_REQUESTED));
            }
            case LocalActivityRunner.Outcome.Failed failed -> {
                Retry.Verdict verdict = retry(call, failed.failure());
                yield verdict.again()
                        ? repeat(call, failed.failure(), verdict.backoff())
                        : report(call, new Outcome.Failed(failed.failure(), verdict.state()));
            }
        };
    }

    private boolean timedOut(LocalCall call, TimeoutType type) {
        Failure failure = Failure.of(timeout(call, type));
        Retry.Verdict verdict = retry(call, failure);
        if (verdict.again()) {
            return repeat(call, failure, verdict.backoff());
        }
        Failure whole = call.lastFailure().wrappedIn(timeout(call, type));
        if (verdict.state() == RetryState.TIMEOUT && type == TimeoutType.START_TO_CLOSE) {
            // There would have been another attempt, had there been time for it.
            whole = whole.wrappedIn(timeout(call, TimeoutType.SCHEDULE_TO_CLOSE));
        }
        return report(call, new Outcome.Failed(whole, verdict.state()));
    }

    private static FailureInfo.Timeout timeout(LocalCall call, TimeoutType type) {
        return new FailureInfo.Timeout(
                "Expected activity '" + call.machine().request().activityType() + "' to be done in time, but its "
                        + type + " timeout passed",
                type,
                List.of());
    }

    private Retry.Verdict retry(LocalCall call, Failure failure) {
        if (call.machine().isCancelRequested()) {
            return new Retry.Verdict(RetryState.CANCEL_REQUESTED, Duration.ZERO);
        }
        LocalActivityRequest request = call.machine().request();
        Duration scheduleToClose = request.settings().scheduleToClose();
        Instant expiration =
                scheduleToClose.isZero() ? Instant.MAX : request.scheduledTime().plus(scheduleToClose);
        return Retry.decide(request.settings().retryPolicy(), call.attempt(), failure, now(), expiration);
    }

    private boolean repeat(LocalCall call, Failure failure, Duration backoff) {
        Duration asked = call.machine().request().localRetryThreshold();
        Duration threshold = asked.isZero() ? taskTimeout.multipliedBy(THRESHOLD_IN_TASK_TIMEOUTS) : asked;
        if (backoff.compareTo(threshold) > 0) {
            return report(call, new Outcome.BackedOff(failure, backoff));
        }
        call.backOff(failure, nanos() + backoff.toNanos());
        lookAgainAt(call);
        return false;
    }

    private boolean report(LocalCall call, Outcome outcome) {
        forget(call);
        Instant now = now();
        Instant before = machine.moment().time();
        Instant time = (now.isBefore(before) ? before : now).truncatedTo(ChronoUnit.MILLIS);
        machine.endLocalActivity(call.machine(), new LocalActivityReport(call.attempt(), time, outcome));
        return true;
    }

    private void forget(LocalCall call) {
        calls.remove(call.machine());
        if (calls.isEmpty()) {
            checks.clear();
        }
    }

    /** Nobody waits for any of them any more. */
    void close() {
        calls.values().forEach(call -> call.stop(Reason.NO_LONGER_WANTED));
        calls.clear();
        checks.clear();
    }

    // ---- called by workflow code

    /** Asks an attempt to stop; how it ends is still told. */
    void cancel(LocalActivityMachine canceled) {
        LocalCall call = calls.get(canceled);
        if (call == null) {
            return;
        }
        if (call.isBackingOff()) {
            ended.add(new Ended(call, call.begin(nanos()), CANCELED));
        } else {
            call.stop(Reason.CANCEL_REQUESTED);
        }
    }

    /** Asks an attempt to stop, and forgets it. */
    void abandon(LocalActivityMachine dropped, boolean stop) {
        LocalCall call = calls.get(dropped);
        if (call != null) {
            forget(call);
            if (stop) {
                call.stop(Reason.CANCEL_REQUESTED);
            }
        }
    }
}
