package dev.weft.examples.guide;

import dev.weft.sdk.activity.ActivityInterface;
import dev.weft.sdk.workflow.ActivityOptions;
import dev.weft.sdk.workflow.Workflow;
import dev.weft.sdk.workflow.WorkflowInterface;
import dev.weft.sdk.workflow.WorkflowMethod;
import java.time.Duration;

/** Samples of docs/guides/operating.md. */
public final class CheckpointGuide {
    private CheckpointGuide() {}

    @ActivityInterface
    public interface Models {
        String research(String question);

        String write(String notes);
    }

    @WorkflowInterface
    public interface Agent {
        @WorkflowMethod
        String answer(String question);
    }

    public static final class AgentWorkflow implements Agent {
        private final Models models =
                Workflow.newActivityStub(Models.class, ActivityOptions.startToClose(Duration.ofMinutes(5)));

        @Override
        public String answer(String question) {
            String notes = models.research(question);
            Workflow.checkpoint("researched");
            return models.write(notes);
        }
    }
}
