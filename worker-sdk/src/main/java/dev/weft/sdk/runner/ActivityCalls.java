package dev.weft.sdk.runner;

import dev.weft.core.command.Command;
import dev.weft.core.event.ActivityEvent;
import dev.weft.core.event.ActivityEvent.ActivityTaskCancelRequested;
import dev.weft.core.event.ActivityEvent.ActivityTaskCanceled;
import dev.weft.core.event.ActivityEvent.ActivityTaskCompleted;
import dev.weft.core.event.ActivityEvent.ActivityTaskFailed;
import dev.weft.core.event.ActivityEvent.ActivityTaskScheduled;
import dev.weft.core.event.ActivityEvent.ActivityTaskStarted;
import dev.weft.core.event.ActivityEvent.ActivityTaskTimedOut;
import dev.weft.core.model.ActivitySettings;
import dev.weft.core.model.Failure;
import dev.weft.core.model.FailureInfo;
import dev.weft.core.model.RetryState;
import dev.weft.sdk.failure.ActivityFailure;
import dev.weft.sdk.failure.CanceledFailure;
import dev.weft.sdk.failure.Details;
import dev.weft.sdk.interceptor.WorkflowOutboundCalls.ActivityInput;
import dev.weft.sdk.replay.ActivityMachine;
import dev.weft.sdk.workflow.ActivityCancellationType;
import dev.weft.sdk.workflow.ActivityOptions;
import dev.weft.sdk.workflow.Promise;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/** Runs activities for workflow code. */
final class ActivityCalls {

    /** Options in the form in which they are used. */
    private record Prepared(
            ActivityOptions options,
            String taskQueue,
            ActivitySettings settings,
            ActivityCancellationType cancellationType) {
        static Prepared of(ActivityOptions options) {
            return new Prepared(options, options.taskQueue(), options.toSettings(), options.cancellationType());
        }
    }

    private final RunContext run;
    /** Of the last call: usually the next one has the same options. */
    private @Nullable Prepared last;

    ActivityCalls(RunContext run) {
        this.run = run;
    }

    <R extends @Nullable Object> Promise<R> execute(ActivityInput input) {
        run.requireWritable("run activity " + input.activityType());
        ScopeNode scope = run.scope();
        scope.throwIfCanceled();
        Prepared options = prepared(input.options());
        Call<R> call = new Call<>(run.newPromise(scope), input.resultType());
        call.machine = run.machine()
                .scheduleActivity(
                        new Command.ScheduleActivity(
                                Long.toString(run.machine().nextId()),
                                input.activityType(),
                                options.taskQueue(),
                                run.payloads(input.arguments()),
                                input.header(),
                                options.settings()),
                        call::closed);
        call.forgetScope = scope.onCancel(() -> call.cancel(scope.message(), options.cancellationType()));
        return call.promise;
    }

    @SuppressWarnings("ReferenceEquality") // the same object saves the work
    private Prepared prepared(ActivityOptions options) {
        Prepared prepared = last;
        if (prepared == null || prepared.options() != options) {
            prepared = Prepared.of(options);
            last = prepared;
        }
        return prepared;
    }

    /** One activity that code waits for. */
    private final class Call<R extends @Nullable Object> {
        private final CoroutinePromise<R> promise;
        private final Type resultType;
        private @Nullable ActivityMachine machine;
        private Runnable forgetScope = () -> {};

        Call(CoroutinePromise<R> promise, Type resultType) {
            this.promise = promise;
            this.resultType = resultType;
        }

        private ActivityMachine machine() {
            if (machine == null) {
                throw new IllegalStateException("Expected the activity to be scheduled, but it is not");
            }
            return machine;
        }

        void cancel(String reason, ActivityCancellationType type) {
            if (promise.isCompleted() || !machine().isCancelable()) {
                return;
            }
            boolean unsent = machine().scheduledEventId() == 0;
            boolean asked = unsent || type != ActivityCancellationType.ABANDON;
            if (asked) {
                machine().cancel();
            }
            if (unsent || type != ActivityCancellationType.WAIT_CANCELLATION_COMPLETED) {
                fail(0, "", RetryState.CANCEL_REQUESTED, new CanceledFailure(reason));
            }
        }

        void closed(ActivityEvent event) {
            forgetScope.run();
            switch (event) {
                case ActivityTaskCompleted e -> run.complete(promise, e.result(), resultType);
                case ActivityTaskFailed e -> fail(e.startedEventId(), e.identity(), e.retryState(), e.failure());
                case ActivityTaskTimedOut e -> fail(e.startedEventId(), "", e.retryState(), e.failure());
                case ActivityTaskCanceled e ->
                    fail(
                            e.startedEventId(),
                            e.identity(),
                            RetryState.CANCEL_REQUESTED,
                            new CanceledFailure(
                                    "The activity was canceled",
                                    Details.received(e.details(), run.data()::fromPayload),
                                    null));
                case ActivityTaskScheduled _e -> throw unexpected(event);
                case ActivityTaskStarted _e -> throw unexpected(event);
                case ActivityTaskCancelRequested _e -> throw unexpected(event);
            }
        }

        private IllegalStateException unexpected(ActivityEvent event) {
            return new IllegalStateException("Expected the outcome of an activity, but got " + event);
        }

        private void fail(long startedEventId, String identity, RetryState retryState, Failure failure) {
            fail(startedEventId, identity, retryState, run.exception(failure));
        }

        private void fail(long startedEventId, String identity, RetryState retryState, RuntimeException cause) {
            String what =
                    "Activity " + machine().activityType() + " (id " + machine().activityId() + ") ";
            String how = cause instanceof CanceledFailure ? "was canceled" : "failed: " + cause.getMessage();
            promise.completeExceptionally(new ActivityFailure(
                    new FailureInfo.Activity(
                            what + how,
                            machine().activityType(),
                            machine().activityId(),
                            machine().scheduledEventId(),
                            startedEventId,
                            identity,
                            retryState),
                    cause));
        }
    }
}
