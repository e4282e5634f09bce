package dev.weft.e2e.large;

import dev.weft.examples.generic.Work;
import dev.weft.sdk.workflow.ActivityOptions;
import dev.weft.sdk.workflow.Async;
import dev.weft.sdk.workflow.Promise;
import dev.weft.sdk.workflow.Workflow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Runs a {@link Crowd}; its activities wait on a queue of their own. */
public final class CrowdRun implements Crowd {
    private static final Duration ATTEMPT = Duration.ofMinutes(1);
    private static final Duration TIMER = Duration.ofSeconds(3);

    private final Work work = Workflow.newActivityStub(
            Work.class, ActivityOptions.startToClose(ATTEMPT).withTaskQueue(LargeWorker.LATE));

    @Override
    public int gather(int width) {
        List<Promise<Integer>> activities = new ArrayList<>();
        List<Promise<Void>> timers = new ArrayList<>();
        for (int number = 0; number < width; number++) {
            activities.add(Async.function(work::step, number, 0));
            timers.add(Workflow.newTimer(TIMER));
        }
        int ended = 0;
        for (Promise<Integer> activity : activities) {
            ended += activity.get();
        }
        for (Promise<Void> timer : timers) {
            timer.get();
            ended++;
        }
        return ended;
    }
}
