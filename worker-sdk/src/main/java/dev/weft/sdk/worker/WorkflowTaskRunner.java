package dev.weft.sdk.worker;

import dev.weft.core.command.Command;
import dev.weft.core.model.Failure;
import dev.weft.core.model.FailureInfo;
import dev.weft.core.model.Payload;
import dev.weft.core.model.WorkflowTaskFailedCause;
import dev.weft.core.protocol.WorkerProtocol.LogReport;
import dev.weft.core.protocol.WorkerProtocol.QueryReport;
import dev.weft.core.protocol.WorkerProtocol.Report;
import dev.weft.core.request.WorkerRequest.CompleteWorkflowTask;
import dev.weft.core.request.WorkerRequest.FailWorkflowTask;
import dev.weft.core.task.Task.QueryTask;
import dev.weft.core.task.Task.WorkflowTask;
import dev.weft.sdk.runner.HistoryPages;
import dev.weft.sdk.runner.QueryResult;
import dev.weft.sdk.runner.WorkflowExecution;
import dev.weft.sdk.runner.WorkflowExecutions;
import dev.weft.sdk.runner.WorkflowRegistry;
import dev.weft.sdk.runner.WorkflowTaskResult;
import dev.weft.sdk.transport.WorkerCalls;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs workflow and query tasks on the execution that the cache keeps, or on one rebuilt from history. Whatever
 * happens, there is a report.
 */
final class WorkflowTaskRunner {
    private static final Logger LOG = LoggerFactory.getLogger(WorkflowTaskRunner.class);
    static final String SDK_NAME = "weft-java";
    static final String SDK_VERSION = "0.1.0";
    private static final Duration STICKY_SCHEDULE_TO_START = Duration.ofSeconds(5);

    private final WorkflowExecutions executions;
    private final WorkflowRegistry workflows;
    private final ExecutionCache<CachedExecution> cache;
    private final WorkerCalls calls;
    private final String workerId;
    private final String identity;
    private volatile boolean stopping;

    WorkflowTaskRunner(
            WorkflowExecutions executions,
            WorkflowRegistry workflows,
            ExecutionCache<CachedExecution> cache,
            WorkerCalls calls,
            WorkerIdentity worker) {
        this.executions = executions;
        this.workflows = workflows;
        this.cache = cache;
        this.calls = calls;
        this.workerId = worker.workerId();
        this.identity = worker.identity();
    }

    /** From now on, completed tasks leave their run to any worker. */
    void stop() {
        stopping = true;
    }

    Report run(WorkflowTask task) {
        Instant startedTime = calls.clock().instant();
        if (!workflows.canRun(task.workflowType())) {
            return failed(task, unknownType(task.workflowType(), task.queue().taskQueue()));
        }
        try (var lease = cache.acquire(task.runId())) {
            CachedExecution execution = lease.execution()
                    .orElseGet(() -> new CachedExecution(executions.newExecution(
                            task.key(),
                            task.runId(),
                            task.workflowType(),
                            task.queue().taskQueue())));
            try {
                return report(task, startedTime, lease, execution);
            } catch (RuntimeException e) {
                LOG.warn("Workflow task {} of {} could not be run", task.scheduledEventId(), task.key(), e);
                forget(lease, execution);
                return failed(
                        task,
                        new WorkflowTaskResult.Failed(
                                WorkflowTaskFailedCause.WORKFLOW_WORKER_UNHANDLED_FAILURE, failure(e)));
            }
        }
    }

    private Report report(
            WorkflowTask task,
            Instant startedTime,
            ExecutionCache<CachedExecution>.Lease lease,
            CachedExecution execution) {
        HistoryPages pages = new HistoryReader(calls, task.key(), task.runId());
        return switch (execution.execution().handle(task, pages)) {
            case WorkflowTaskResult.Completed completed -> {
                boolean closes =
                        !completed.commands().isEmpty() && completed.commands().getLast() instanceof Command.Closing;
                if (closes) {
                    forget(lease, execution);
                } else {
                    lease.keep(execution);
                }
                yield new LogReport(
                        task.key(), completion(task, startedTime, completed, closes || stopping ? "" : workerId));
            }
            case WorkflowTaskResult.Failed failed -> {
                forget(lease, execution);
                yield failed(task, failed);
            }
        };
    }

    private CompleteWorkflowTask completion(
            WorkflowTask task, Instant startedTime, WorkflowTaskResult.Completed completed, String stickyId) {
        return new CompleteWorkflowTask(
                task.runId(),
                task.scheduledEventId(),
                task.attempt(),
                startedTime,
                identity,
                completed.commands(),
                completed.rejectedUpdates(),
                stickyId,
                STICKY_SCHEDULE_TO_START,
                completed.heartbeat(),
                SDK_NAME,
                SDK_VERSION,
                completed.sdkFlags());
    }

    private Report failed(WorkflowTask task, WorkflowTaskResult.Failed failed) {
        LOG.warn(
                "Workflow task {} of {} failed in attempt {}: {}: {}",
                task.scheduledEventId(),
                task.key(),
                task.attempt(),
                failed.cause(),
                failed.failure().message());
        return new LogReport(
                task.key(),
                new FailWorkflowTask(
                        task.runId(),
                        task.scheduledEventId(),
                        task.attempt(),
                        failed.cause(),
                        failed.failure(),
                        identity));
    }

    /** Answers from the cached execution; without one, and for the past, from an execution that lives for this query. */
    Report run(QueryTask task) {
        QueryResult result;
        try {
            if (!workflows.canRun(task.workflowType())) {
                result = new QueryResult.Failed(
                        unknownType(task.workflowType(), task.queue().taskQueue())
                                .failure());
            } else {
                result = task.historical() ? queryRebuilt(task) : queryCached(task);
            }
        } catch (RuntimeException e) {
            LOG.warn("Query {} of {} could not be run", task.queryType(), task.key(), e);
            result = new QueryResult.Failed(failure(e));
        }
        return switch (result) {
            case QueryResult.Answered answered -> new QueryReport(task.replyTo(), answered.result(), Failure.NONE);
            case QueryResult.Failed failed -> new QueryReport(task.replyTo(), Payload.NONE, failed.failure());
        };
    }

    private QueryResult queryCached(QueryTask task) {
        try (var lease = cache.acquire(task.runId())) {
            Optional<CachedExecution> cached = lease.execution();
            return cached.isPresent()
                            && task.events().isEmpty()
                            && hasSeen(cached.get().execution(), task)
                    ? cached.get().execution().query(task.queryType(), task.input())
                    : queryRebuilt(task);
        }
    }

    /** A late copy of an earlier task may have taken a kept execution back. */
    private static boolean hasSeen(WorkflowExecution execution, QueryTask task) {
        return execution.nextEventId() > task.lastEventId();
    }

    private QueryResult queryRebuilt(QueryTask task) {
        try (WorkflowExecution execution = executions.newExecution(
                task.key(), task.runId(), task.workflowType(), task.queue().taskQueue())) {
            return execution.query(task, new HistoryReader(calls, task.key(), task.runId()));
        }
    }

    /** Closes the execution, whether the cache has it already or not. */
    private static void forget(ExecutionCache<CachedExecution>.Lease lease, CachedExecution execution) {
        if (lease.execution().isPresent()) {
            lease.evict();
        } else {
            execution.close();
        }
    }

    private WorkflowTaskResult.Failed unknownType(String workflowType, String taskQueue) {
        String message = "Expected workflow type " + workflowType + " to be registered with the worker of task queue "
                + taskQueue + ", but it knows " + workflows.workflowTypes();
        return new WorkflowTaskResult.Failed(
                WorkflowTaskFailedCause.WORKFLOW_WORKER_UNHANDLED_FAILURE,
                Failure.of(new FailureInfo.Application(
                        message, "WorkflowTypeNotRegistered", false, "", List.of(), Duration.ZERO)));
    }

    private static Failure failure(RuntimeException e) {
        return Failure.of(new FailureInfo.Application(
                String.valueOf(e.getMessage()), e.getClass().getName(), false, "", List.of(), Duration.ZERO));
    }
}
