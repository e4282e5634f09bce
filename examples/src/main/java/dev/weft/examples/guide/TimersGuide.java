package dev.weft.examples.guide;

import dev.weft.sdk.activity.ActivityInterface;
import dev.weft.sdk.workflow.ActivityOptions;
import dev.weft.sdk.workflow.SignalMethod;
import dev.weft.sdk.workflow.Workflow;
import dev.weft.sdk.workflow.WorkflowInterface;
import dev.weft.sdk.workflow.WorkflowMethod;
import java.time.Duration;

/** Samples of docs/guides/timers.md. */
public final class TimersGuide {
    private TimersGuide() {}

    @ActivityInterface
    public interface Mail {
        void send(String address, String text);
    }

    @WorkflowInterface
    public interface Subscription {
        @WorkflowMethod
        void run(String address, int months);

        @SignalMethod
        void cancelSubscription();
    }

    public static final class SubscriptionWorkflow implements Subscription {
        private static final int MONTHS_PER_RUN = 12;

        private final Mail mail =
                Workflow.newActivityStub(Mail.class, ActivityOptions.startToClose(Duration.ofSeconds(30)));
        private boolean canceled;

        @Override
        public void run(String address, int months) {
            for (int month = 1; month <= MONTHS_PER_RUN; month++) {
                if (Workflow.await(Duration.ofDays(30), () -> canceled)) {
                    mail.send(address, "Good bye, after " + months + " months");
                    return;
                }
                months++;
                mail.send(address, "Your invoice of month " + months);
            }
            Workflow.continueAsNew(address, months);
        }

        @Override
        public void cancelSubscription() {
            canceled = true;
        }
    }
}
