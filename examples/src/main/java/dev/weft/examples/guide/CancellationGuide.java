package dev.weft.examples.guide;

import dev.weft.sdk.activity.ActivityInterface;
import dev.weft.sdk.failure.CanceledFailure;
import dev.weft.sdk.failure.WeftFailure;
import dev.weft.sdk.workflow.ActivityCancellationType;
import dev.weft.sdk.workflow.ActivityOptions;
import dev.weft.sdk.workflow.Async;
import dev.weft.sdk.workflow.CancellationScope;
import dev.weft.sdk.workflow.Promise;
import dev.weft.sdk.workflow.Saga;
import dev.weft.sdk.workflow.Workflow;
import dev.weft.sdk.workflow.WorkflowInterface;
import dev.weft.sdk.workflow.WorkflowMethod;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Samples of docs/guides/cancellation.md and docs/guides/saga.md. */
public final class CancellationGuide {
    private CancellationGuide() {}

    @ActivityInterface
    public interface Robots {
        void drive(String target);

        void park();
    }

    @WorkflowInterface
    public interface Tour {
        @WorkflowMethod
        String tour(List<String> targets);
    }

    /** Cleans up when it is cancelled, in a scope that is not. */
    public static final class TourWorkflow implements Tour {
        private final Robots robots = Workflow.newActivityStub(
                Robots.class,
                ActivityOptions.startToClose(Duration.ofHours(1))
                        .withHeartbeat(Duration.ofSeconds(10))
                        .withCancellationType(ActivityCancellationType.WAIT_CANCELLATION_COMPLETED));

        @Override
        public String tour(List<String> targets) {
            try {
                targets.forEach(robots::drive);
                return "done";
            } catch (WeftFailure failure) {
                if (CanceledFailure.isCauseOf(failure)) {
                    Workflow.newDetachedCancellationScope(robots::park).run();
                }
                throw failure;
            }
        }
    }

    @ActivityInterface
    public interface Quotes {
        long ask(String supplier);
    }

    @WorkflowInterface
    public interface FastestQuote {
        @WorkflowMethod
        long find(List<String> suppliers);
    }

    /** The first answer counts; the other questions are cancelled. */
    public static final class FastestQuoteWorkflow implements FastestQuote {
        private final Quotes quotes =
                Workflow.newActivityStub(Quotes.class, ActivityOptions.startToClose(Duration.ofMinutes(1)));

        @Override
        public long find(List<String> suppliers) {
            List<Promise<Long>> answers = new ArrayList<>();
            CancellationScope questions = Workflow.newCancellationScope(() -> {
                for (String supplier : suppliers) {
                    answers.add(Async.function(quotes::ask, supplier));
                }
            });
            questions.run();
            long first = (Long) Promise.anyOf(answers).get();
            questions.cancel();
            return first;
        }
    }

    @ActivityInterface
    public interface Travel {
        String bookFlight(String city);

        void cancelFlight(String booking);

        String bookHotel(String city);

        void cancelHotel(String booking);
    }

    @WorkflowInterface
    public interface Trip {
        @WorkflowMethod
        String book(String city);
    }

    /** Either everything is booked, or nothing stays booked. */
    public static final class TripWorkflow implements Trip {
        private final Travel travel =
                Workflow.newActivityStub(Travel.class, ActivityOptions.startToClose(Duration.ofSeconds(30)));

        @Override
        public String book(String city) {
            Saga saga = new Saga();
            try {
                String flight = travel.bookFlight(city);
                saga.addCompensation(() -> travel.cancelFlight(flight));
                String hotel = travel.bookHotel(city);
                saga.addCompensation(() -> travel.cancelHotel(hotel));
                return flight + " and " + hotel;
            } catch (RuntimeException failure) {
                saga.compensate();
                throw failure;
            }
        }
    }
}
