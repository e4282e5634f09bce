package dev.weft.examples.guide;

import dev.weft.sdk.activity.ActivityInterface;
import dev.weft.sdk.workflow.LocalActivityOptions;
import dev.weft.sdk.workflow.Workflow;
import dev.weft.sdk.workflow.WorkflowInterface;
import dev.weft.sdk.workflow.WorkflowMethod;
import java.time.Duration;
import java.util.List;

/** Samples of docs/guides/activities.md. */
public final class LocalActivitiesGuide {
    private LocalActivitiesGuide() {}

    @ActivityInterface
    public interface Prices {
        long of(String item);
    }

    @WorkflowInterface
    public interface Basket {
        @WorkflowMethod
        long total(List<String> items);
    }

    public static final class BasketWorkflow implements Basket {
        private final Prices prices =
                Workflow.newLocalActivityStub(Prices.class, LocalActivityOptions.startToClose(Duration.ofSeconds(1)));

        @Override
        public long total(List<String> items) {
            long total = 0;
            for (String item : items) {
                total += prices.of(item);
            }
            return total;
        }
    }
}
