package dev.weft.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.weft.sdk.activity.ActivityInterface;
import dev.weft.sdk.client.WorkflowClient;
import dev.weft.sdk.client.WorkflowFailedException;
import dev.weft.sdk.client.WorkflowOptions;
import dev.weft.sdk.client.WorkflowUpdateException;
import dev.weft.sdk.failure.ActivityFailure;
import dev.weft.sdk.failure.ApplicationFailure;
import dev.weft.sdk.failure.ChildWorkflowFailure;
import dev.weft.sdk.worker.Worker;
import dev.weft.sdk.workflow.ActivityOptions;
import dev.weft.sdk.workflow.ChildWorkflowOptions;
import dev.weft.sdk.workflow.RetryOptions;
import dev.weft.sdk.workflow.UpdateMethod;
import dev.weft.sdk.workflow.Workflow;
import dev.weft.sdk.workflow.WorkflowInterface;
import dev.weft.sdk.workflow.WorkflowMethod;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Row 77: what is left of an exception when it has come to the client. */
class FailureTracesTest {
    private static final String QUEUE = "failures";

    private final TestWorkflowEnvironment environment = TestWorkflowEnvironment.newInstance();
    private final WorkflowClient client = environment.getWorkflowClient();

    @BeforeEach
    void start() {
        Worker worker = environment.newWorker(QUEUE);
        worker.registerWorkflowImplementationTypes(ParentRun.class, ChildRun.class);
        worker.registerActivitiesImplementations(new Broken());
        environment.start();
    }

    @AfterEach
    void stop() {
        environment.close();
    }

    @ActivityInterface
    public interface Work {
        void work();
    }

    public static final class Broken implements Work {
        @Override
        public void work() {
            throw new IllegalStateException("machine broken", cause());
        }

        private static RuntimeException cause() {
            return new UnsupportedOperationException("no oil");
        }
    }

    @WorkflowInterface
    public interface Child {
        @WorkflowMethod
        void run();
    }

    public static final class ChildRun implements Child {
        @Override
        public void run() {
            ActivityOptions once = ActivityOptions.startToClose(Duration.ofSeconds(5))
                    .withRetry(RetryOptions.DEFAULT.withMaximumAttempts(1));
            Workflow.newActivityStub(Work.class, once).work();
        }
    }

    @WorkflowInterface
    public interface Parent {
        @WorkflowMethod
        void run(boolean wait);

        @UpdateMethod
        void change();
    }

    public static final class ParentRun implements Parent {
        @Override
        public void run(boolean wait) {
            Workflow.await(() -> !wait);
            Workflow.newChildWorkflowStub(Child.class, ChildWorkflowOptions.DEFAULT)
                    .run();
        }

        @Override
        public void change() {
            throw refusal();
        }

        private static ApplicationFailure refusal() {
            return ApplicationFailure.builder("no change", "Refused")
                    .cause(Broken.cause())
                    .build();
        }
    }

    private Parent parent() {
        return client.newWorkflowStub(Parent.class, WorkflowOptions.onTaskQueue(QUEUE));
    }

    @Test
    void whatAnyCodeThrowsReachesTheClientWithItsStackTrace() {
        WorkflowFailedException failed = catchThrowableOfType(WorkflowFailedException.class, () -> parent().run(false));

        List<Throwable> causes = causes(failed);
        assertThat(causes)
                .extracting(Throwable::getClass)
                .containsExactly(
                        ChildWorkflowFailure.class,
                        ActivityFailure.class,
                        ApplicationFailure.class,
                        ApplicationFailure.class);
        assertThat(causes.get(2)).hasMessage("machine broken");
        assertThat(((ApplicationFailure) causes.get(2)).type()).isEqualTo("java.lang.IllegalStateException");
        assertThat(frames(causes.get(2))).containsExactly("Broken.work");
        assertThat(causes.get(3)).hasMessage("no oil");
        assertThat(frames(causes.get(3))).containsExactly("Broken.cause", "Broken.work");
    }

    @Test
    void whatAnUpdateHandlerThrowsReachesTheClientWithItsStackTrace() {
        Parent parent = parent();
        WorkflowClient.start(() -> parent.run(true));

        WorkflowUpdateException failed = catchThrowableOfType(WorkflowUpdateException.class, parent::change);

        List<Throwable> causes = causes(failed);
        assertThat(causes).extracting(Throwable::getMessage).containsExactly("no change", "no oil");
        assertThat(frames(causes.get(0))).containsExactly("ParentRun.refusal", "ParentRun.change");
        assertThat(frames(causes.get(1))).containsExactly("Broken.cause", "ParentRun.refusal", "ParentRun.change");
    }

    private static List<Throwable> causes(Throwable outermost) {
        List<Throwable> causes = new ArrayList<>();
        for (Throwable cause = outermost.getCause(); cause != null; cause = cause.getCause()) {
            causes.add(cause);
        }
        return causes;
    }

    private static List<String> frames(Throwable thrown) {
        return Arrays.stream(thrown.getStackTrace())
                .map(frame -> frame.getClassName().replaceFirst(".*[.$]", "") + "." + frame.getMethodName())
                .toList();
    }
}
