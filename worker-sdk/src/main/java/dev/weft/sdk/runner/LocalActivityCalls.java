package dev.weft.sdk.runner;

import dev.weft.core.command.Command;
import dev.weft.core.model.FailureInfo;
import dev.weft.core.model.RetryState;
import dev.weft.sdk.failure.ActivityFailure;
import dev.weft.sdk.failure.CanceledFailure;
import dev.weft.sdk.interceptor.WorkflowOutboundCalls.LocalActivityInput;
import dev.weft.sdk.replay.LocalActivityMachine;
import dev.weft.sdk.replay.LocalActivityReport;
import dev.weft.sdk.replay.LocalActivityReport.Outcome;
import dev.weft.sdk.replay.LocalActivityRequest;
import dev.weft.sdk.replay.TimerMachine;
import dev.weft.sdk.workflow.ActivityCancellationType;
import dev.weft.sdk.workflow.LocalActivityOptions;
import dev.weft.sdk.workflow.Promise;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/** Runs local activities for workflow code. */
final class LocalActivityCalls {
    private final RunContext run;
    private final LocalAttempts attempts;

    LocalActivityCalls(RunContext run, LocalAttempts attempts) {
        this.run = run;
        this.attempts = attempts;
    }

    <R extends @Nullable Object> Promise<R> execute(LocalActivityInput input) {
        run.requireWritable("run local activity " + input.activityType());
        ScopeNode scope = run.scope();
        scope.throwIfCanceled();
        LocalActivityOptions options = input.options();
        LocalActivityRequest request = new LocalActivityRequest(
                Long.toString(run.machine().nextId()),
                input.activityType(),
                run.payloads(input.arguments()),
                input.header(),
                options.toSettings(),
                run.machine().moment().time(),
                options.localRetryThreshold());
        Call<R> call = new Call<>(run.newPromise(scope), input.resultType(), request);
        call.machine = run.machine().requestLocalActivity(request, call::reported);
        call.forgetScope = scope.onCancel(() -> call.cancel(scope.message(), options.cancellationType()));
        return call.promise;
    }

    /** One local activity that code waits for. */
    private final class Call<R extends @Nullable Object> {
        private final CoroutinePromise<R> promise;
        private final Type resultType;
        private final LocalActivityRequest request;
        private @Nullable LocalActivityMachine machine;
        private @Nullable TimerMachine backoff;
        private Runnable forgetScope = () -> {};

        Call(CoroutinePromise<R> promise, Type resultType, LocalActivityRequest request) {
            this.promise = promise;
            this.resultType = resultType;
            this.request = request;
        }

        private LocalActivityMachine machine() {
            if (machine == null) {
                throw new IllegalStateException("Expected the local activity to be asked for, but it is not");
            }
            return machine;
        }

        void reported(LocalActivityReport report) {
            switch (report.outcome()) {
                case Outcome.Completed completed -> {
                    forgetScope.run();
                    run.complete(promise, completed.result(), resultType);
                }
                case Outcome.Failed failed -> {
                    forgetScope.run();
                    fail(failed.retryState(), run.exception(failed.failure()));
                }
                case Outcome.BackedOff backedOff -> {
                    String timerId = Long.toString(run.machine().nextId());
                    backoff = run.machine()
                            .startTimer(new Command.StartTimer(timerId, backedOff.backoff()), this::repeat);
                }
            }
        }

        private void repeat() {
            backoff = null;
            machine().repeat();
        }

        void cancel(String reason, ActivityCancellationType type) {
            if (!machine().isOpen()) {
                return;
            }
            if (backoff != null) {
                backoff.cancel();
                giveUp(reason, false);
            } else if (type == ActivityCancellationType.WAIT_CANCELLATION_COMPLETED) {
                machine().requestCancel();
                attempts.cancel(machine());
            } else {
                giveUp(reason, type == ActivityCancellationType.TRY_CANCEL);
            }
        }

        private void giveUp(String reason, boolean stop) {
            machine().drop();
            attempts.abandon(machine(), stop);
            fail(RetryState.CANCEL_REQUESTED, new CanceledFailure(reason));
        }

        private void fail(RetryState retryState, RuntimeException cause) {
            String how = cause instanceof CanceledFailure ? "was canceled" : "failed: " + cause.getMessage();
            promise.completeExceptionally(new ActivityFailure(
                    new FailureInfo.Activity(
                            "Activity " + request.activityType() + " (id " + request.activityId() + ") " + how,
                            request.activityType(),
                            request.activityId(),
                            0,
                            0,
                            "",
                            retryState),
                    cause));
        }
    }
}
