package dev.weft.examples.guide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.examples.guide.TimersGuide.Mail;
import dev.weft.examples.guide.TimersGuide.Subscription;
import dev.weft.examples.guide.TimersGuide.SubscriptionWorkflow;
import dev.weft.sdk.client.WorkflowClient;
import dev.weft.testing.TestWorkflowEnvironment;
import dev.weft.testing.junit.TestWorkflowExtension;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SubscriptionTest {
    private final List<String> sent = new CopyOnWriteArrayList<>();

    @RegisterExtension
    private final TestWorkflowExtension extension = TestWorkflowExtension.newBuilder()
            .registerWorkflowImplementationTypes(SubscriptionWorkflow.class)
            .setActivityImplementations((Mail) (address, text) -> sent.add(text))
            .build();

    @Test
    void aYearBringsTwelveInvoices(TestWorkflowEnvironment environment, Subscription subscription) {
        WorkflowClient.start(() -> subscription.run("ada@example.org", 0));

        environment.sleep(Duration.ofDays(365));

        assertThat(sent).hasSize(12).last().isEqualTo("Your invoice of month 12");
    }

    @Test
    void whoCancelsGetsAFarewell(TestWorkflowEnvironment environment, Subscription subscription) {
        environment.registerDelayedCallback(Duration.ofDays(45), subscription::cancelSubscription);

        subscription.run("ada@example.org", 0);

        assertThat(sent).containsExactly("Your invoice of month 1", "Good bye, after 1 months");
    }
}
