package dev.weft.testing.junit;

import dev.weft.sdk.client.WorkflowClient;
import dev.weft.sdk.client.WorkflowOptions;
import dev.weft.sdk.worker.Worker;
import dev.weft.sdk.worker.WorkerFactoryOptions;
import dev.weft.sdk.worker.WorkerOptions;
import dev.weft.sdk.workflow.WorkflowInterface;
import dev.weft.testing.TestEnvironmentOptions;
import dev.weft.testing.TestWorkflowEnvironment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives each test a {@link TestWorkflowEnvironment} of its own, with one worker. Register it with
 * {@code @RegisterExtension}. Tests and lifecycle methods may have parameters: the environment, its
 * {@link WorkflowClient}, the {@link Worker}, {@link WorkflowOptions} for its task queue, and a stub of any workflow
 * interface, to start a workflow with. The failure of a test carries all histories.
 */
public final class TestWorkflowExtension implements BeforeEachCallback, AfterEachCallback, ParameterResolver {
    private static final Namespace STORE = Namespace.create(TestWorkflowExtension.class);
    private static final String RUNNING = "running";

    private final TestEnvironmentOptions options;
    private final WorkerOptions workerOptions;
    private final List<Consumer<Worker>> registrations;
    private final boolean starts;

    private record Running(TestWorkflowEnvironment environment, Worker worker) {}

    /** Printed with the failure of a test. */
    private static final class Histories extends Throwable {
        private static final long serialVersionUID = 1;

        Histories(String text) {
            super(text, null, false, false);
        }

        @Override
        public String toString() {
            return "What was in the test environment:\n" + getMessage();
        }
    }

    private TestWorkflowExtension(Builder builder) {
        this.options = builder.options;
        this.workerOptions = builder.workerOptions;
        this.registrations = List.copyOf(builder.registrations);
        this.starts = builder.starts;
    }

    public static Builder newBuilder() {
        return new Builder();
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        TestWorkflowEnvironment environment = TestWorkflowEnvironment.newInstance(options);
        Worker worker =
                environment.newWorker("test-" + context.getRequiredTestMethod().getName(), workerOptions);
        // At once, so that the environment is closed whatever a registration throws.
        context.getStore(STORE).put(RUNNING, new Running(environment, worker));
        registrations.forEach(registration -> registration.accept(worker));
        if (starts) {
            environment.start();
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        Running running = context.getStore(STORE).remove(RUNNING, Running.class);
        if (running != null) {
            TestWorkflowEnvironment environment = running.environment();
            context.getExecutionException()
                    .ifPresent(failure -> failure.addSuppressed(new Histories(environment.getDiagnostics())));
            environment.close();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == TestWorkflowEnvironment.class
                || type == WorkflowClient.class
                || type == Worker.class
                || type == WorkflowOptions.class
                || type.isAnnotationPresent(WorkflowInterface.class);
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Running running = context.getStore(STORE).get(RUNNING, Running.class);
        if (running == null) {
            throw new IllegalStateException(
                    "Expected the extension to be registered on an instance field or for methods, since each test has an"
                            + " environment of its own");
        }
        TestWorkflowEnvironment environment = running.environment();
        WorkflowOptions onQueue = WorkflowOptions.onTaskQueue(running.worker().taskQueue());
        Class<?> type = parameter.getParameter().getType();
        if (type == TestWorkflowEnvironment.class) {
            return environment;
        } else if (type == WorkflowClient.class) {
            return environment.getWorkflowClient();
        } else if (type == Worker.class) {
            return running.worker();
        } else if (type == WorkflowOptions.class) {
            return onQueue;
        }
        return environment.getWorkflowClient().newWorkflowStub(type, onQueue);
    }

    /** Says what the environments of the tests are like. */
    public static final class Builder {
        private final List<Consumer<Worker>> registrations = new ArrayList<>();
        private TestEnvironmentOptions options = TestEnvironmentOptions.DEFAULT;
        private WorkerOptions workerOptions = WorkerOptions.DEFAULT;
        private boolean starts = true;

        private Builder() {}

        public Builder registerWorkflowImplementationTypes(Class<?>... implementations) {
            registrations.add(worker -> worker.registerWorkflowImplementationTypes(implementations));
            return this;
        }

        /** A workflow whose objects {@code factory} makes, mocks for example. */
        public <T> Builder registerWorkflowImplementationFactory(Class<T> workflow, Supplier<? extends T> factory) {
            registrations.add(worker -> worker.registerWorkflowImplementationFactory(workflow, factory));
            return this;
        }

        /** Objects that implement activity interfaces: real ones, anonymous ones, mocks. */
        public Builder setActivityImplementations(Object... activities) {
            registrations.add(worker -> worker.registerActivitiesImplementations(activities));
            return this;
        }

        public Builder setWorkerOptions(WorkerOptions newOptions) {
            workerOptions = newOptions;
            return this;
        }

        public Builder setWorkerFactoryOptions(WorkerFactoryOptions newOptions) {
            return setEnvironment(environment -> environment.withWorkerFactory(newOptions));
        }

        public Builder setNamespace(String namespace) {
            return setEnvironment(environment -> environment.withNamespace(namespace));
        }

        /** What the clock shows when a test begins. */
        public Builder setInitialTime(Instant time) {
            return setEnvironment(environment -> environment.withInitialTime(time));
        }

        /** False for a clock that passes as on the wall. */
        public Builder setUseTimeskipping(boolean skips) {
            return setEnvironment(environment -> environment.withTimeSkipping(skips));
        }

        /** Changes any option of the environments. */
        public Builder setEnvironment(UnaryOperator<TestEnvironmentOptions> change) {
            options = change.apply(options);
            return this;
        }

        /** Tests register more with their worker, and start the environment themselves. */
        public Builder setDoNotStart(boolean doNotStart) {
            starts = !doNotStart;
            return this;
        }

        public TestWorkflowExtension build() {
            return new TestWorkflowExtension(this);
        }
    }
}
