package dev.weft.core.engine;

import dev.weft.core.request.ClientRequest;
import dev.weft.core.request.RequestBody;
import dev.weft.core.request.WorkerRequest;
import dev.weft.core.request.WorkflowRequest;
import dev.weft.core.state.ExecutionState;
import java.util.Optional;

/** Lets laws look at what becomes of a state that has no room. */
public final class SparingProbe {
    private SparingProbe() {}

    /** The state after a request that cannot be refused; empty for one that can. */
    public static Optional<ExecutionState> handle(ExecutionState state, LoggedRequest logged, RunHistories histories) {
        if (isRefusable(logged.request().body())) {
            return Optional.empty();
        }
        return Optional.of(WorkflowStateMachine.decide(new Decision(state, logged, histories, true))
                .state());
    }

    private static boolean isRefusable(RequestBody body) {
        return body instanceof ClientRequest
                || body instanceof WorkerRequest.CompleteWorkflowTask
                || body instanceof WorkerRequest.ReportQueryUndelivered
                || body instanceof WorkflowRequest.StartChild;
    }
}
