package dev.weft.examples.generic;

import dev.weft.sdk.workflow.Async;
import dev.weft.sdk.workflow.Promise;
import dev.weft.sdk.workflow.Workflow;
import java.util.ArrayList;
import java.util.List;

/** Runs a {@link FanOut}. */
public final class FanOutWorkflow implements FanOut {
    @Override
    public int run(Input input) {
        Work work = Workflow.newActivityStub(Work.class, WorkActivities.lasting(input.activityMillis()));
        List<Promise<Integer>> branches = new ArrayList<>();
        for (int i = 1; i <= input.width(); i++) {
            branches.add(Async.function(work::step, i, input.activityMillis()));
        }
        int done = 0;
        for (Promise<Integer> branch : branches) {
            done += branch.get();
        }
        return done;
    }
}
