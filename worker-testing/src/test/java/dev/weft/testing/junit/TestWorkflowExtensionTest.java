package dev.weft.testing.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.sdk.activity.ActivityInterface;
import dev.weft.sdk.client.WorkflowClient;
import dev.weft.sdk.client.WorkflowOptions;
import dev.weft.sdk.worker.Worker;
import dev.weft.sdk.workflow.ActivityOptions;
import dev.weft.sdk.workflow.Workflow;
import dev.weft.sdk.workflow.WorkflowInterface;
import dev.weft.sdk.workflow.WorkflowMethod;
import dev.weft.testing.TestWorkflowEnvironment;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TestWorkflowExtensionTest {
    private static final Instant NEW_YEAR = Instant.parse("2027-01-01T00:00:00Z");

    @ActivityInterface
    public interface Words {
        String greeting(String name);
    }

    @WorkflowInterface
    public interface Greeter {
        @WorkflowMethod
        String greet(String name);
    }

    public static final class Greeting implements Greeter {
        private final Words words =
                Workflow.newActivityStub(Words.class, ActivityOptions.startToClose(Duration.ofSeconds(10)));

        @Override
        public String greet(String name) {
            Workflow.sleep(Duration.ofDays(7));
            return words.greeting(name);
        }
    }

    @Nested
    class Started {
        @RegisterExtension
        private final TestWorkflowExtension extension = TestWorkflowExtension.newBuilder()
                .registerWorkflowImplementationTypes(Greeting.class)
                .setActivityImplementations((Words) name -> "Hello " + name)
                .setInitialTime(NEW_YEAR)
                .build();

        @Test
        void aStubOfTheWorkflowIsInjected(Greeter greeter, TestWorkflowEnvironment environment) {
            assertThat(environment.isStarted()).isTrue();
            assertThat(greeter.greet("Ada")).isEqualTo("Hello Ada");
            assertThat(environment.now()).isAfterOrEqualTo(NEW_YEAR.plus(Duration.ofDays(7)));
        }

        @Test
        void theClientAndOptionsForTheWorkersQueueAreInjected(WorkflowClient client, WorkflowOptions options) {
            var stub = client.newUntypedWorkflowStub("Greeter", options.withWorkflowId("greet-bob"));
            stub.start("Bob");

            assertThat(stub.<String>getResult(String.class)).isEqualTo("Hello Bob");
        }
    }

    @Nested
    class NotStarted {
        @RegisterExtension
        private final TestWorkflowExtension extension = TestWorkflowExtension.newBuilder()
                .registerWorkflowImplementationTypes(Greeting.class)
                .setDoNotStart(true)
                .setNamespace("polite")
                .build();

        @Test
        void aTestRegistersItsOwnActivitiesBeforeItStarts(
                TestWorkflowEnvironment environment, Worker worker, Greeter greeter) {
            worker.registerActivitiesImplementations((Words) name -> "Good day, " + name);
            environment.start();

            assertThat(greeter.greet("Eve")).isEqualTo("Good day, Eve");
            assertThat(environment.getWorkflowClient().options().namespace()).isEqualTo("polite");
        }
    }

    @Nested
    class WithoutSkipping {
        @RegisterExtension
        private final TestWorkflowExtension extension = TestWorkflowExtension.newBuilder()
                .registerWorkflowImplementationTypes(Greeting.class)
                .setUseTimeskipping(false)
                .build();

        @Test
        void timePassesAsOnTheWall(TestWorkflowEnvironment environment) {
            Instant begin = environment.now();

            environment.sleep(Duration.ofMillis(20));

            assertThat(environment.now()).isBetween(begin.plusMillis(20), begin.plus(Duration.ofHours(1)));
        }
    }
}
