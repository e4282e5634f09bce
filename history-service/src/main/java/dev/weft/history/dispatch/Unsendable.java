package dev.weft.history.dispatch;

import dev.weft.core.model.ExecutionKey;
import dev.weft.core.model.Failure;
import dev.weft.core.model.FailureInfo;
import dev.weft.core.model.WorkflowTaskFailedCause;
import dev.weft.core.request.Request;
import dev.weft.core.request.WorkerRequest.FailActivityTask;
import dev.weft.core.request.WorkerRequest.FailWorkflowTask;
import dev.weft.core.task.Task;
import java.util.List;
import java.util.Optional;

/**
 * An effect that the log will never take, since it is too large. What sizes are bounded elsewhere should let it come
 * about nowhere; if it does, the execution must not wait for ever.
 *
 * @param sender the execution that it is an effect of
 * @param task whether it was to go to the task topic; else to the request topic
 * @param what it was
 * @param reason worded "Expected …, but …"
 * @param remedy what tells the execution
 */
public record Unsendable(ExecutionKey sender, boolean task, String what, String reason, Optional<Request> remedy) {
    private static final String IDENTITY = "history";

    static Unsendable of(Task task, String reason) {
        Failure failure = Failure.of(new FailureInfo.Server(reason, true));
        Optional<Request> remedy =
                switch (task) {
                    case Task.WorkflowTask workflow ->
                        Optional.of(Request.of(
                                task.key(),
                                new FailWorkflowTask(
                                        workflow.runId(),
                                        workflow.scheduledEventId(),
                                        workflow.attempt(),
                                        WorkflowTaskFailedCause.PAYLOAD_LIMIT_EXCEEDED,
                                        failure,
                                        IDENTITY)));
                    case Task.ActivityTask activity ->
                        Optional.of(Request.of(
                                task.key(),
                                new FailActivityTask(
                                        activity.runId(),
                                        activity.scheduledEventId(),
                                        activity.attempt(),
                                        activity.attemptScheduledTime(),
                                        failure,
                                        List.of(),
                                        IDENTITY)));
                    case Task.QueryTask query -> Optional.empty();
                };
        return new Unsendable(task.key(), true, task.getClass().getSimpleName() + " " + task.id(), reason, remedy);
    }

    /** Whoever waits for the answer of the request waits on: the dead letter is all that tells of it. */
    static Unsendable of(ExecutionKey sender, Request request, String reason) {
        String what = request.body().getClass().getSimpleName() + " to " + request.key();
        return new Unsendable(sender, false, what, reason, Optional.empty());
    }
}
