package dev.weft.e2e.simulation;

import dev.weft.core.model.Payload;
import dev.weft.core.request.WorkerRequest;
import dev.weft.core.task.Task;
import java.time.Instant;

/** How a worker runs workflow code, and what it keeps of runs between tasks. */
interface WorkflowRuns {
    WorkerRequest run(Task.WorkflowTask task, Instant started, String workerId);

    Payload answer(Task.QueryTask task);

    /** The worker died. */
    void forgetAll();

    /** The simulation is over. */
    void close();
}
