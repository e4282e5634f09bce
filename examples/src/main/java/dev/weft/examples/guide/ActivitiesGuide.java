package dev.weft.examples.guide;

import dev.weft.sdk.activity.Activity;
import dev.weft.sdk.activity.ActivityExecutionContext;
import dev.weft.sdk.activity.ActivityInterface;
import dev.weft.sdk.client.ActivityCompletionClient;
import dev.weft.sdk.failure.ActivityFailure;
import dev.weft.sdk.failure.ApplicationFailure;
import dev.weft.sdk.workflow.ActivityOptions;
import dev.weft.sdk.workflow.Async;
import dev.weft.sdk.workflow.Promise;
import dev.weft.sdk.workflow.RetryOptions;
import dev.weft.sdk.workflow.Workflow;
import dev.weft.sdk.workflow.WorkflowInterface;
import dev.weft.sdk.workflow.WorkflowMethod;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Samples of docs/guides/activities.md. */
public final class ActivitiesGuide {
    private ActivitiesGuide() {}

    @ActivityInterface
    public interface Payments {
        String charge(String orderId, long cents);

        void refund(String paymentId);
    }

    @WorkflowInterface
    public interface Checkout {
        @WorkflowMethod
        String pay(String orderId, long cents);
    }

    public static final class CheckoutWorkflow implements Checkout {
        private final Payments payments = Workflow.newActivityStub(
                Payments.class,
                ActivityOptions.startToClose(Duration.ofSeconds(10))
                        .withScheduleToClose(Duration.ofMinutes(5))
                        .withRetry(RetryOptions.DEFAULT
                                .withInitialInterval(Duration.ofMillis(200))
                                .withMaximumInterval(Duration.ofSeconds(30))
                                .withDoNotRetry("CardRefused")));

        @Override
        public String pay(String orderId, long cents) {
            try {
                return payments.charge(orderId, cents);
            } catch (ActivityFailure failure) {
                if (failure.getCause() instanceof ApplicationFailure refused
                        && refused.type().equals("CardRefused")) {
                    return "refused: " + refused.getMessage();
                }
                throw failure;
            }
        }
    }

    /** How an activity says that another attempt would not help. */
    public static final class CardPayments implements Payments {
        @Override
        public String charge(String orderId, long cents) {
            if (cents > 1_000_000) {
                throw ApplicationFailure.nonRetryable("The card's limit is lower", "CardRefused");
            }
            return "payment-of-" + orderId;
        }

        @Override
        public void refund(String paymentId) {}
    }

    @ActivityInterface
    public interface Import {
        int rows(List<String> files);
    }

    /** Goes on where the attempt before it was when it died. */
    public static final class FileImport implements Import {
        private final Consumer<String> store;

        public FileImport(Consumer<String> store) {
            this.store = store;
        }

        @Override
        public int rows(List<String> files) {
            ActivityExecutionContext context = Activity.getExecutionContext();
            int done = context.getHeartbeatDetails(Integer.class).orElse(0);
            while (done < files.size()) {
                store.accept(files.get(done));
                done++;
                context.heartbeat(done);
            }
            return done;
        }
    }

    @ActivityInterface
    public interface Approvals {
        boolean ask(String question);
    }

    /** Ends its method at once; somebody answers later, from any process. */
    public static final class MailedApprovals implements Approvals {
        private final Consumer<String> sendMail;

        public MailedApprovals(Consumer<String> sendMail) {
            this.sendMail = sendMail;
        }

        @Override
        public boolean ask(String question) {
            ActivityExecutionContext context = Activity.getExecutionContext();
            context.doNotCompleteOnReturn();
            sendMail.accept(question + "\nanswer with " + context.getTaskToken());
            return false;
        }

        /** What the web page behind the mail's link does. */
        public static void answered(ActivityCompletionClient completions, String taskToken, boolean yes) {
            completions.complete(taskToken, yes);
        }
    }

    @WorkflowInterface
    public interface Reminders {
        @WorkflowMethod
        List<String> charge(List<String> orderIds);
    }

    /** Activities at the same time. */
    public static final class RemindersWorkflow implements Reminders {
        private final Payments payments =
                Workflow.newActivityStub(Payments.class, ActivityOptions.startToClose(Duration.ofSeconds(10)));

        @Override
        public List<String> charge(List<String> orderIds) {
            List<Promise<String>> charges = new ArrayList<>();
            for (String orderId : orderIds) {
                charges.add(Async.function(payments::charge, orderId, 500L));
            }
            Promise.allOf(charges).get();
            return charges.stream().map(Promise::get).toList();
        }
    }
}
