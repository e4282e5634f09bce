package dev.weft.examples.crash;

import dev.weft.sdk.workflow.ActivityOptions;
import dev.weft.sdk.workflow.Workflow;
import java.time.Duration;

/** Runs a {@link CrashAtStep50}. */
public final class CrashAtStep50Workflow implements CrashAtStep50 {
    private final StepActivities activities =
            Workflow.newActivityStub(StepActivities.class, ActivityOptions.startToClose(Duration.ofSeconds(30)));

    private int progress;

    @Override
    public Outcome run(Input input) {
        String answer = "";
        for (int step = 1; step <= STEPS; step++) {
            if (step == ASKS_AT) {
                answer = activities.ask(input.file(), "Go on after step " + progress + "?", input.stepMillis());
            } else {
                activities.append(input.file(), step, input.stepMillis());
            }
            progress = step;
        }
        return new Outcome(progress, answer);
    }

    @Override
    public int progress() {
        return progress;
    }
}
