package dev.weft.core.scenario;

import dev.weft.core.model.ResetPoint;
import dev.weft.core.request.ClientRequest;

/** What operators do to runs. */
public final class OperatorSteps {
    /** The run that a reset goes on with. */
    public static final String RESET_RUN = "run-reset";

    public static final ResetPoint FIRST_TASK = new ResetPoint.FirstWorkflowTask();
    public static final ResetPoint LAST_TASK = new ResetPoint.LastWorkflowTask();

    private OperatorSteps() {}

    public static ResetPoint event(long eventId) {
        return new ResetPoint.Event(eventId);
    }

    public static ResetPoint checkpoint(String name) {
        return new ResetPoint.Checkpoint(name);
    }

    /** Resets the current run. */
    public static Step reset(ResetPoint point) {
        return reset("", RESET_RUN, point);
    }

    public static Step reset(String runId, String newRunId, ResetPoint point) {
        return ClientSteps.does(
                new ClientRequest.ResetWorkflow(runId, newRunId, point, true, true, "bad deploy", "operator"));
    }

    /** Resets without signals, updates or both. */
    public static Step resetWith(boolean signals, boolean updates, ResetPoint point) {
        return ClientSteps.does(
                new ClientRequest.ResetWorkflow("", RESET_RUN, point, signals, updates, "", "operator"));
    }

    public static Step delete() {
        return delete("");
    }

    public static Step delete(String runId) {
        return ClientSteps.does(new ClientRequest.DeleteWorkflow(runId, "operator"));
    }
}
