package dev.weft.examples.guide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.examples.guide.TimersGuide.Subscription;
import dev.weft.examples.guide.TimersGuide.SubscriptionWorkflow;
import dev.weft.sdk.client.WorkflowClient;
import dev.weft.sdk.client.WorkflowOptions;
import dev.weft.testing.MockedActivities;
import dev.weft.testing.TestEnvironmentOptions;
import dev.weft.testing.TestWorkflowEnvironment;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class MocksTest {
    @Test
    void anInvoiceIsSentAgainWhenTheMailServerIsDown() {
        MockedActivities mail = MockedActivities.of("Send", args -> {
            throw new IllegalStateException("the mail server is down");
        });
        TestEnvironmentOptions january =
                TestEnvironmentOptions.DEFAULT.withInitialTime(Instant.parse("2027-01-01T00:00:00Z"));
        try (TestWorkflowEnvironment environment = TestWorkflowEnvironment.newInstance(january)) {
            environment
                    .newWorker("subscriptions")
                    .registerWorkflowImplementationTypes(SubscriptionWorkflow.class)
                    .registerActivitiesImplementations(mail);
            environment.start();
            Subscription subscription = environment
                    .getWorkflowClient()
                    .newWorkflowStub(Subscription.class, WorkflowOptions.onTaskQueue("subscriptions"));
            WorkflowClient.start(() -> subscription.run("ada@example.org", 0));

            environment.sleep(Duration.ofDays(31));

            assertThat(mail.calls()).hasSizeGreaterThan(100).containsOnly("Send");
        }
    }
}
