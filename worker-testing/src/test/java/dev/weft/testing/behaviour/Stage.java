package dev.weft.testing.behaviour;

import dev.weft.sdk.client.WorkflowClient;
import dev.weft.sdk.client.WorkflowOptions;
import dev.weft.sdk.client.WorkflowQueryException;
import dev.weft.sdk.client.WorkflowStub;
import java.time.Duration;

/** Where a scenario is played: a platform, with a worker of {@link #TASK_QUEUE} that has everything registered. */
public interface Stage {
    String TASK_QUEUE = "behaviour";

    WorkflowClient client();

    /** The id of this play's workflow; others begin with it. */
    String id();

    /** Lets so much time pass for workflows. */
    void pause(Duration duration);

    default WorkflowOptions options() {
        return WorkflowOptions.onTaskQueue(TASK_QUEUE).withWorkflowId(id()).withTaskTimeout(Duration.ofSeconds(5));
    }

    /** A stub to start this play's workflow with. */
    default <T> T stub(Class<T> workflowInterface) {
        return client().newWorkflowStub(workflowInterface, options());
    }

    /** This play's workflow, once it is started. */
    default WorkflowStub untyped() {
        return client().newUntypedWorkflowStub(id());
    }

    /** Waits until a question is answered as expected, and fails when that takes too long. */
    default void awaitTrue(String expected, Question question) {
        for (int tries = 0; tries < 1_200; tries++) {
            try {
                if (question.isAnsweredAsExpected()) {
                    return;
                }
            } catch (WorkflowQueryException noWorkerAnswersNow) {
                // Asked again.
            }
            pause(Duration.ofMillis(50));
        }
        throw new AssertionError("Expected that " + expected + ", but it did not become so: " + id());
    }

    /** Asked again and again. */
    @FunctionalInterface
    interface Question {
        boolean isAnsweredAsExpected();
    }
}
