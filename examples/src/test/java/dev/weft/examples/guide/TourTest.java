package dev.weft.examples.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.examples.guide.CancellationGuide.Robots;
import dev.weft.examples.guide.CancellationGuide.Tour;
import dev.weft.examples.guide.CancellationGuide.TourWorkflow;
import dev.weft.sdk.activity.Activity;
import dev.weft.sdk.activity.ActivityExecutionContext;
import dev.weft.sdk.client.WorkflowClient;
import dev.weft.sdk.client.WorkflowFailedException;
import dev.weft.sdk.failure.CanceledFailure;
import dev.weft.testing.junit.TestWorkflowExtension;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TourTest {
    private final List<String> done = new CopyOnWriteArrayList<>();
    private final CountDownLatch driving = new CountDownLatch(1);

    /** Drives until it is told to stop. */
    private final class EndlessRobots implements Robots {
        @Override
        public void drive(String target) {
            ActivityExecutionContext context = Activity.getExecutionContext();
            done.add("drives to " + target);
            driving.countDown();
            while (true) {
                context.heartbeat("on the way");
                Thread.onSpinWait();
            }
        }

        @Override
        public void park() {
            done.add("parks");
        }
    }

    @RegisterExtension
    private final TestWorkflowExtension extension = TestWorkflowExtension.newBuilder()
            .registerWorkflowImplementationTypes(TourWorkflow.class)
            .setActivityImplementations(new EndlessRobots())
            .build();

    @Test
    void aTourThatIsCanceledOnTheWayParks(Tour tour) throws Exception {
        WorkflowClient.start(() -> tour.tour(List.of("Mars", "Moon")));
        driving.await();

        WorkflowClient.untyped(tour).cancel("enough");

        assertThatThrownBy(() -> WorkflowClient.untyped(tour).getResult(String.class))
                .isInstanceOf(WorkflowFailedException.class)
                .hasCauseInstanceOf(CanceledFailure.class);
        assertThat(done).containsExactly("drives to Mars", "parks");
    }
}
