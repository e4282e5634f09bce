package dev.weft.examples.guide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.examples.guide.InterceptorsGuide.TenantPropagator;
import dev.weft.examples.guide.InterceptorsGuide.Watch;
import dev.weft.sdk.activity.ActivityInterface;
import dev.weft.sdk.client.WorkflowClient;
import dev.weft.sdk.client.WorkflowOptions;
import dev.weft.sdk.worker.Worker;
import dev.weft.sdk.workflow.ActivityOptions;
import dev.weft.sdk.workflow.Workflow;
import dev.weft.sdk.workflow.WorkflowInterface;
import dev.weft.sdk.workflow.WorkflowMethod;
import dev.weft.testing.TestEnvironmentOptions;
import dev.weft.testing.TestWorkflowEnvironment;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What docs/guides/interceptors.md says of its samples. */
class InterceptorsGuideTest {
    @ActivityInterface
    public interface Tenancy {
        String tenant();
    }

    @WorkflowInterface
    public interface Visit {
        @WorkflowMethod
        String run();
    }

    public static final class VisitRun implements Visit {
        private final Tenancy tenancy =
                Workflow.newActivityStub(Tenancy.class, ActivityOptions.startToClose(Duration.ofSeconds(10)));

        @Override
        public String run() {
            return TenantPropagator.TENANT.get() + " and " + tenancy.tenant();
        }
    }

    @Test
    void theTenantTravelsAndActivitiesGetTheirBound() {
        TestEnvironmentOptions options = TestEnvironmentOptions.DEFAULT;
        try (TestWorkflowEnvironment environment =
                TestWorkflowEnvironment.newInstance(options.withClient(InterceptorsGuide::withTenant)
                        .withWorkerFactory(options.workerFactory().withInterceptors(new Watch())))) {
            Worker worker = environment.newWorker("visits");
            worker.registerWorkflowImplementationTypes(VisitRun.class);
            worker.registerActivitiesImplementations((Tenancy) () -> String.valueOf(TenantPropagator.TENANT.get()));
            environment.start();

            assertThat(visit(environment.getWorkflowClient())).isEqualTo("acme and acme");

            assertThat(environment.getHistory("visit")).contains("\"scheduleToClose\":\"PT1H\"");
        }
    }

    private static String visit(WorkflowClient client) {
        TenantPropagator.TENANT.set("acme");
        try {
            return client.newWorkflowStub(
                            Visit.class, WorkflowOptions.onTaskQueue("visits").withWorkflowId("visit"))
                    .run();
        } finally {
            TenantPropagator.TENANT.remove();
        }
    }
}
