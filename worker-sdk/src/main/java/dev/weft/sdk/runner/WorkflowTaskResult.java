package dev.weft.sdk.runner;

import dev.weft.core.command.Command;
import dev.weft.core.model.Failure;
import dev.weft.core.model.WorkflowTaskFailedCause;
import dev.weft.core.request.WorkerRequest.UpdateRejection;
import java.util.List;

/** What came of a workflow task. */
public sealed interface WorkflowTaskResult {

    /**
     * Workflow code went as far as it could.
     *
     * @param sdkFlags behaviours of the SDK that this task relied upon for the first time
     * @param heartbeat code could go further in another task, which should come at once
     */
    record Completed(
            List<Command> commands, List<UpdateRejection> rejectedUpdates, List<String> sdkFlags, boolean heartbeat)
            implements WorkflowTaskResult {
        public Completed {
            commands = List.copyOf(commands);
            rejectedUpdates = List.copyOf(rejectedUpdates);
            sdkFlags = List.copyOf(sdkFlags);
        }
    }

    /** The task must be tried again; the execution is of no further use and has to leave the cache. */
    record Failed(WorkflowTaskFailedCause cause, Failure failure) implements WorkflowTaskResult {}
}
