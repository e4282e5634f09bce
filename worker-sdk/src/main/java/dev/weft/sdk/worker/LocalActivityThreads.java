package dev.weft.sdk.worker;

import dev.weft.core.model.Payload;
import dev.weft.core.task.Task.ActivityTask;
import dev.weft.sdk.activity.ActivityCanceledException;
import dev.weft.sdk.activity.ActivityCanceledException.Reason;
import dev.weft.sdk.client.ClientOptions;
import dev.weft.sdk.data.DataConverter;
import dev.weft.sdk.data.FailureConverter;
import dev.weft.sdk.failure.CanceledFailure;
import dev.weft.sdk.runner.LocalActivityRunner;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** Runs each attempt of a local activity on a virtual thread of its own, as many at a time as there are slots. */
final class LocalActivityThreads implements LocalActivityRunner {
    private final ActivityRegistry activities;
    private final ActivityInvoker invoker;
    private final DataConverter data;
    private final FailureConverter failures;
    private final Slots slots;
    private final Clock clock;

    LocalActivityThreads(
            ActivityRegistry activities, ActivityInvoker invoker, ClientOptions client, Slots slots, Clock clock) {
        this.activities = activities;
        this.invoker = invoker;
        this.data = client.dataConverter();
        this.failures = client.failureConverter();
        this.slots = slots;
        this.clock = clock;
    }

    @Override
    public Attempt begin(ActivityTask task, Listener listener) {
        ActivityCode code = activities
                .find(task.activityType())
                .orElseThrow(() -> new IllegalStateException("Expected an activity of type " + task.activityType()
                        + " to be registered with the worker of task queue "
                        + task.queue().taskQueue() + ", where the workflow runs, but it knows "
                        + activities.knownTypes()));
        Running running = new Running(code, new LocalActivityAttempt(task, clock.instant()), listener);
        running.thread.start();
        return running;
    }

    private final class Running implements Attempt {
        private final ActivityCode code;
        private final LocalActivityAttempt attempt;
        private final Listener listener;
        private final Thread thread =
                Thread.ofVirtual().name("weft-local-activity").unstarted(this::run);

        /** Set by whoever is first: the thread that has got a slot, or who cancels the attempt before. */
        private final AtomicBoolean decided = new AtomicBoolean();

        Running(ActivityCode code, LocalActivityAttempt attempt, Listener listener) {
            this.code = code;
            this.attempt = attempt;
            this.listener = listener;
        }

        private void run() {
            try {
                slots.take(1);
            } catch (InterruptedException e) {
                // Stopped before it has begun; nobody waits for it.
                return;
            }
            Outcome outcome;
            try {
                if (!decided.compareAndSet(false, true)) {
                    return;
                }
                listener.started();
                outcome = outcome();
            } finally {
                slots.release(1);
            }
            listener.ended(outcome);
        }

        private Outcome outcome() {
            try {
                Payload result = invoker.invoke(code, attempt.task(), attempt);
                return new Outcome.Completed(result);
            } catch (Exception | Error e) {
                boolean canceled = e instanceof ActivityCanceledException || e instanceof CanceledFailure;
                return canceled && attempt.isCancelRequested()
                        ? new Outcome.Canceled(details(e))
                        : new Outcome.Failed(failures.toFailure(e, data));
            }
        }

        private List<Payload> details(Throwable thrown) {
            return thrown instanceof CanceledFailure failure ? failure.details().payloads(data::toPayload) : List.of();
        }

        @Override
        public void stop(Reason reason) {
            attempt.stopBecause(reason);
            boolean unbegun = decided.compareAndSet(false, true);
            if (unbegun) {
                listener.ended(new Outcome.Canceled(List.of()));
            }
            if (unbegun || reason != Reason.CANCEL_REQUESTED) {
                thread.interrupt();
            }
        }
    }
}
