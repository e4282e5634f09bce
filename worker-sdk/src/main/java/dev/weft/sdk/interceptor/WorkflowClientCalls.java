package dev.weft.sdk.interceptor;

import dev.weft.core.model.Payload;
import dev.weft.core.model.RunSettings;
import dev.weft.core.model.WorkflowIdConflictPolicy;
import dev.weft.core.model.WorkflowIdReusePolicy;
import dev.weft.core.reply.Reply.UpdateProgress;
import dev.weft.sdk.data.RawJson;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The calls of a client to workflows. Thread-safe. In every input, an empty {@code runId} means the current run, and
 * headers are payloads that are JSON.
 */
public interface WorkflowClientCalls {

    StartOutput start(StartInput input);

    void signal(SignalInput input);

    StartOutput signalWithStart(SignalWithStartInput input);

    <R extends @Nullable Object> QueryOutput<R> query(QueryInput input);

    /** Returns when the stage that was asked for is reached. */
    UpdateOutput update(UpdateInput input);

    /** Returns when the stage that was asked for is reached. */
    UpdateOutput updateWithStart(UpdateWithStartInput input);

    void cancel(CancelInput input);

    void terminate(TerminateInput input);

    DescribeOutput describe(DescribeInput input);

    /** Returns when the workflow has ended; throws when it did not complete. */
    <R extends @Nullable Object> GetResultOutput<R> getResult(GetResultInput input);

    /**
     * @param arguments of the workflow method
     * @param settings type, queue, bounds, memo, search attributes and header; its {@code input} is empty
     * @param requestId makes a repeated start harmless
     */
    record StartInput(
            String workflowId,
            List<@Nullable Object> arguments,
            RunSettings settings,
            WorkflowIdReusePolicy reusePolicy,
            WorkflowIdConflictPolicy conflictPolicy,
            Duration startDelay,
            String requestId) {
        public StartInput {
            arguments = ArgumentLists.copy(arguments);
        }

        public Map<String, Payload> header() {
            return settings.header();
        }

        public StartInput withArguments(List<@Nullable Object> newArguments) {
            return new StartInput(
                    workflowId, newArguments, settings, reusePolicy, conflictPolicy, startDelay, requestId);
        }

        public StartInput withSettings(RunSettings newSettings) {
            return new StartInput(
                    workflowId, arguments, newSettings, reusePolicy, conflictPolicy, startDelay, requestId);
        }

        public StartInput withConflictPolicy(WorkflowIdConflictPolicy policy) {
            return new StartInput(workflowId, arguments, settings, reusePolicy, policy, startDelay, requestId);
        }

        public StartInput withHeader(Map<String, Payload> header) {
            return withSettings(settings.withHeader(header));
        }
    }

    /** @param runId of the run that was started or found */
    record StartOutput(String runId) {}

    /** @param requestId makes a repeated signal harmless */
    record SignalInput(
            String workflowId,
            String runId,
            String signalName,
            List<@Nullable Object> arguments,
            Map<String, Payload> header,
            String requestId) {
        public SignalInput {
            arguments = ArgumentLists.copy(arguments);
            header = Map.copyOf(header);
        }

        public SignalInput withHeader(Map<String, Payload> newHeader) {
            return new SignalInput(workflowId, runId, signalName, arguments, newHeader, requestId);
        }
    }

    /** @param signal its {@code runId} is empty, and the {@code requestId} of the start counts */
    record SignalWithStartInput(StartInput start, SignalInput signal) {}

    /** @param atEvent answer as of this event of history, 0 for now */
    record QueryInput(
            String workflowId,
            String runId,
            long atEvent,
            String queryType,
            List<@Nullable Object> arguments,
            Type resultType) {
        public QueryInput {
            arguments = ArgumentLists.copy(arguments);
        }
    }

    record QueryOutput<R extends @Nullable Object>(R result) {}

    /** @param waitForCompletion rather than for acceptance only */
    record UpdateInput(
            String workflowId,
            String runId,
            String updateId,
            String updateName,
            List<@Nullable Object> arguments,
            Map<String, Payload> header,
            boolean waitForCompletion) {
        public UpdateInput {
            arguments = ArgumentLists.copy(arguments);
            header = Map.copyOf(header);
        }

        public UpdateInput withHeader(Map<String, Payload> newHeader) {
            return new UpdateInput(workflowId, runId, updateId, updateName, arguments, newHeader, waitForCompletion);
        }
    }

    /** @param progress how far the update has come, with its outcome when it has one */
    record UpdateOutput(UpdateProgress progress) {}

    /** @param update its {@code runId} is empty */
    record UpdateWithStartInput(StartInput start, UpdateInput update) {}

    /** @param requestId makes a repeated request harmless */
    record CancelInput(String workflowId, String runId, String reason, String requestId) {}

    record TerminateInput(String workflowId, String runId, String reason, List<@Nullable Object> details) {
        public TerminateInput {
            details = ArgumentLists.copy(details);
        }
    }

    /** @param atEvent as it was after this event of history, 0 for now */
    record DescribeInput(String workflowId, String runId, long atEvent) {}

    /** @param description as the platform tells it */
    record DescribeOutput(RawJson description) {}

    record GetResultInput(String workflowId, String runId, Type resultType) {}

    record GetResultOutput<R extends @Nullable Object>(R result) {}
}
