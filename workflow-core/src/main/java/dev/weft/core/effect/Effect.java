package dev.weft.core.effect;

import dev.weft.core.event.HistoryEvent;
import dev.weft.core.model.Payload;
import dev.weft.core.model.WorkflowStatus;
import dev.weft.core.reply.ExecutionDescription.Problem;
import dev.weft.core.reply.Reply;
import dev.weft.core.request.ReplyTo;
import dev.weft.core.request.Request;
import dev.weft.core.task.QueueName;
import dev.weft.core.task.Task.UpdateMessage;
import dev.weft.core.task.TaskWithdrawal;
import java.time.Duration;
import java.util.List;

/** The full list of what the core may ask of the world. */
public sealed interface Effect {

    /**
     * Put a workflow task on its queue.
     *
     * @param firstEventId history to ship begins here; 1 on a normal queue
     * @param provisional Scheduled and Started events that are not in history yet
     */
    record DispatchWorkflowTask(
            String runId,
            QueueName queue,
            String workflowType,
            long scheduledEventId,
            long startedEventId,
            int attempt,
            boolean speculative,
            long firstEventId,
            List<HistoryEvent> provisional,
            List<UpdateMessage> updates,
            Duration startToClose)
            implements Effect {}

    /** Put an attempt of an activity on its queue; the shell finds its input in the scheduled event. */
    record DispatchActivityTask(String runId, String workflowType, long scheduledEventId) implements Effect {}

    /** Take attempts of activities off their queue again. */
    record WithdrawActivityTasks(TaskWithdrawal withdrawal) implements Effect {}

    /**
     * @param lastEventId where the history that the query must see ends; on a sticky queue the WorkflowTaskStarted of
     *     the last completed task, since a worker that has run it has seen all
     * @param historical the run as it was after {@code lastEventId}, which may be a former one
     */
    record DispatchQuery(
            String runId,
            QueueName queue,
            String workflowType,
            ReplyTo replyTo,
            String queryType,
            List<Payload> input,
            long lastEventId,
            boolean historical)
            implements Effect {}

    /** Append a request of this execution to the log of another one (or to its own). */
    record SendRequest(Request request) implements Effect {}

    record SendReply(ReplyTo replyTo, Reply reply) implements Effect {}

    /** Answer {@code replyTo} with a page of history. */
    record SendHistoryPage(ReplyTo replyTo, String runId, long fromEventId, int maximumEvents) implements Effect {}

    /** Retention is over, or the run was deleted: remove its rows. */
    record DeleteHistory(String runId) implements Effect {}

    /** Tell whoever follows the run that it has become stuck, or that it goes on again. */
    record PublishStatus(String runId, String taskQueue, WorkflowStatus status, Problem problem) implements Effect {}
}
