package dev.weft.e2e.large;

import dev.weft.examples.generic.Work;
import dev.weft.sdk.workflow.ActivityOptions;
import dev.weft.sdk.workflow.Async;
import dev.weft.sdk.workflow.Promise;
import dev.weft.sdk.workflow.Workflow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Runs a {@link Marathon}, a round of activities at a time. */
public final class MarathonRun implements Marathon {
    private static final int ROUND = 500;

    private final Work work =
            Workflow.newActivityStub(Work.class, ActivityOptions.startToClose(Duration.ofSeconds(30)));
    private int done;
    private boolean finished;

    @Override
    public int run(long events) {
        int steps = 0;
        while (Workflow.getInfo().historyLength() < events) {
            List<Promise<Integer>> round = new ArrayList<>();
            for (int number = 0; number < ROUND; number++) {
                round.add(Async.function(work::step, number, 0));
            }
            for (Promise<Integer> step : round) {
                steps += step.get();
            }
        }
        done = steps;
        Workflow.await(() -> finished);
        return done;
    }

    @Override
    public void finish() {
        finished = true;
    }

    @Override
    public int done() {
        return done;
    }
}
