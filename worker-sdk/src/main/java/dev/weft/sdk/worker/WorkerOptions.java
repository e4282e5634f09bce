package dev.weft.sdk.worker;

import dev.weft.sdk.interceptor.WorkerInterceptor;
import java.time.Duration;
import java.util.List;

/**
 * How much one worker does at a time.
 *
 * @param workflowTaskSlots workflow and query tasks under way, their reports included; a slot is taken before polling
 * @param activitySlots activities under way, their reports included
 * @param workflowPollers polls for workflow tasks that wait at the same time
 * @param activityPollers polls for activities that wait at the same time
 * @param pollWait longest wait of one poll
 * @param eagerActivities most activities of one workflow task that start on the worker that has run the task, without a
 *     trip through their task queue; 0 for none
 * @param localActivitySlots attempts of local activities under way
 * @param interceptors around the workflows and activities of this worker, within those of its factory
 */
public record WorkerOptions(
        int workflowTaskSlots,
        int activitySlots,
        int workflowPollers,
        int activityPollers,
        Duration pollWait,
        int eagerActivities,
        int localActivitySlots,
        List<WorkerInterceptor> interceptors) {
    public static final WorkerOptions DEFAULT =
            new WorkerOptions(200, 200, 2, 2, Duration.ofSeconds(30), 3, 200, List.of());

    public WorkerOptions {
        interceptors = List.copyOf(interceptors);
        positive("workflowTaskSlots", workflowTaskSlots);
        positive("activitySlots", activitySlots);
        positive("workflowPollers", workflowPollers);
        positive("activityPollers", activityPollers);
        positive("localActivitySlots", localActivitySlots);
        if (pollWait.toMillis() < 100 || pollWait.toMillis() > 60_000) {
            throw new IllegalArgumentException("Expected a pollWait of 100 ms to 60 s, but got " + pollWait);
        }
        if (eagerActivities < 0) {
            throw new IllegalArgumentException("Expected eagerActivities of 0 or more, but got " + eagerActivities);
        }
    }

    public WorkerOptions withSlots(int workflowTasks, int activities) {
        return new WorkerOptions(
                workflowTasks,
                activities,
                workflowPollers,
                activityPollers,
                pollWait,
                eagerActivities,
                localActivitySlots,
                interceptors);
    }

    public WorkerOptions withPollers(int workflowTasks, int activities) {
        return new WorkerOptions(
                workflowTaskSlots,
                activitySlots,
                workflowTasks,
                activities,
                pollWait,
                eagerActivities,
                localActivitySlots,
                interceptors);
    }

    public WorkerOptions withPollWait(Duration wait) {
        return new WorkerOptions(
                workflowTaskSlots,
                activitySlots,
                workflowPollers,
                activityPollers,
                wait,
                eagerActivities,
                localActivitySlots,
                interceptors);
    }

    public WorkerOptions withEagerActivities(int count) {
        return new WorkerOptions(
                workflowTaskSlots,
                activitySlots,
                workflowPollers,
                activityPollers,
                pollWait,
                count,
                localActivitySlots,
                interceptors);
    }

    public WorkerOptions withLocalActivitySlots(int count) {
        return new WorkerOptions(
                workflowTaskSlots,
                activitySlots,
                workflowPollers,
                activityPollers,
                pollWait,
                eagerActivities,
                count,
                interceptors);
    }

    public WorkerOptions withInterceptors(WorkerInterceptor... chain) {
        return new WorkerOptions(
                workflowTaskSlots,
                activitySlots,
                workflowPollers,
                activityPollers,
                pollWait,
                eagerActivities,
                localActivitySlots,
                List.of(chain));
    }

    private static void positive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException("Expected " + name + " of at least 1, but got " + value);
        }
    }
}
