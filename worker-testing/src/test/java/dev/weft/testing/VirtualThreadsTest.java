package dev.weft.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.sdk.activity.ActivityInterface;
import dev.weft.sdk.client.WorkflowOptions;
import dev.weft.sdk.workflow.ActivityOptions;
import dev.weft.sdk.workflow.Workflow;
import dev.weft.sdk.workflow.WorkflowInterface;
import dev.weft.sdk.workflow.WorkflowMethod;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class VirtualThreadsTest {
    private static final String QUEUE = "threads";

    @ActivityInterface
    public interface Look {
        boolean isVirtual();
    }

    @WorkflowInterface
    public interface Threads {
        /** @return whether workflow code and the activity run on virtual threads */
        @WorkflowMethod
        List<Boolean> look();
    }

    public static final class LookAtThreads implements Threads {
        private final Look activity =
                Workflow.newActivityStub(Look.class, ActivityOptions.startToClose(Duration.ofSeconds(10)));

        @Override
        public List<Boolean> look() {
            return List.of(Thread.currentThread().isVirtual(), activity.isVirtual());
        }
    }

    @Test
    void workflowsAndActivitiesRunOnVirtualThreads() {
        try (TestWorkflowEnvironment environment = TestWorkflowEnvironment.newInstance()) {
            environment
                    .newWorker(QUEUE)
                    .registerWorkflowImplementationTypes(LookAtThreads.class)
                    .registerActivitiesImplementations(
                            (Look) () -> Thread.currentThread().isVirtual());
            environment.start();

            Threads threads =
                    environment.getWorkflowClient().newWorkflowStub(Threads.class, WorkflowOptions.onTaskQueue(QUEUE));

            assertThat(threads.look()).containsExactly(true, true);
        }
    }
}
