package dev.weft.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.sdk.activity.Activity;
import dev.weft.sdk.activity.ActivityCanceledException;
import dev.weft.sdk.activity.ActivityExecutionContext;
import dev.weft.sdk.activity.ActivityInterface;
import dev.weft.sdk.client.ActivityCompletionClient;
import dev.weft.sdk.failure.ActivityFailure;
import dev.weft.sdk.failure.ApplicationFailure;
import dev.weft.sdk.failure.CanceledFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TestActivityEnvironmentTest {
    private final TestActivityEnvironment environment = TestActivityEnvironment.newInstance();
    private final AtomicReference<String> token = new AtomicReference<>();
    private final Import work =
            environment.registerActivitiesImplementations(new Importing()).newActivityStub(Import.class);

    @ActivityInterface
    public interface Import {
        int copy(List<String> rows);

        String describe();

        String askSomebody(String question);
    }

    private final class Importing implements Import {
        @Override
        public int copy(List<String> rows) {
            ActivityExecutionContext context = Activity.getExecutionContext();
            int done = context.getHeartbeatDetails(Integer.class).orElse(0);
            while (done < rows.size()) {
                if (rows.get(done).isEmpty()) {
                    throw new IllegalArgumentException("row " + done + " is empty");
                }
                context.heartbeat(++done);
            }
            return done;
        }

        @Override
        public String describe() {
            var info = Activity.getExecutionContext().getInfo();
            return info.activityType() + " #" + info.attempt() + " of " + info.workflowType() + " " + info.workflowId()
                    + " within " + info.startToCloseTimeout() + " beats " + info.heartbeatTimeout();
        }

        @Override
        public String askSomebody(String question) {
            token.set(Activity.getExecutionContext().getTaskToken());
            Activity.getExecutionContext().doNotCompleteOnReturn();
            return "ignored";
        }
    }

    @AfterEach
    void close() {
        environment.close();
    }

    @Test
    void heartbeatsReachTheListenerAndBeginWhereTheLastAttemptEnded() {
        List<Integer> heard = new ArrayList<>();
        environment.setHeartbeatListener(Integer.class, heard::add);
        environment.setHeartbeatDetails(2);

        assertThat(work.copy(List.of("a", "b", "c", "d"))).isEqualTo(4);
        assertThat(heard).containsExactly(3, 4);
    }

    @Test
    void aFailureComesOutAsItsWorkflowWouldSeeIt() {
        assertThatThrownBy(() -> work.copy(List.of("a", "")))
                .isInstanceOf(ActivityFailure.class)
                .hasMessage("Activity Copy failed")
                .cause()
                .isInstanceOfSatisfying(ApplicationFailure.class, cause -> assertThat(cause.type())
                        .isEqualTo(IllegalArgumentException.class.getName()))
                .hasMessage("row 1 is empty");
    }

    @Test
    void aRequestedCancellationIsToldByTheNextHeartbeat() {
        environment.setHeartbeatListener(Integer.class, row -> {
            if (row == 2) {
                environment.requestCancellation();
            }
        });

        assertThatThrownBy(() -> work.copy(List.of("a", "b", "c")))
                .isInstanceOf(ActivityFailure.class)
                .hasCauseInstanceOf(CanceledFailure.class);
    }

    @Test
    void anAttemptIsToldWhatTheTestSays() {
        environment.setAttempt(3);
        environment.setWorkflow("Order", "order-7");
        environment.setTimeouts(Duration.ofSeconds(5), Duration.ofSeconds(1));

        assertThat(work.describe()).isEqualTo("Describe #3 of Order order-7 within PT5S beats PT1S");
    }

    @Test
    void anActivityIsCompletedLaterByItsToken() {
        ActivityCompletionClient client = environment.newActivityCompletionClient();
        CompletableFuture<String> answer = environment.start(() -> work.askSomebody("really?"));
        assertThat(answer).isNotDone();

        client.heartbeat(token.get(), "asked");
        client.complete(token.get(), "yes");

        assertThat(answer).isCompletedWithValue("yes");
    }

    @Test
    void anActivityFailsLaterByItsToken() {
        CompletableFuture<String> answer = environment.start(() -> work.askSomebody("really?"));

        environment.newActivityCompletionClient().completeExceptionally(token.get(), new IllegalStateException("no"));

        assertThat(answer).isCompletedExceptionally();
        assertThatThrownBy(answer::join)
                .cause()
                .isInstanceOf(ActivityFailure.class)
                .hasRootCauseMessage("no");
    }

    @Test
    void aHeartbeatFromElsewhereTellsOfACancellation() {
        environment.start(() -> work.askSomebody("really?"));
        environment.requestCancellation();

        assertThatThrownBy(() -> environment.newActivityCompletionClient().heartbeat(token.get(), null))
                .isInstanceOf(ActivityCanceledException.class);
    }

    @Test
    void impossibleThingsAreRefusedWithASentence() {
        assertThatThrownBy(() -> environment.setAttempt(0)).hasMessage("Expected an attempt from 1, but got 0");
        assertThatThrownBy(() -> environment.registerActivitiesImplementations("text"))
                .hasMessageContaining("to implement an interface annotated with @ActivityInterface");
        assertThatThrownBy(() -> environment.newActivityStub(Runnable.class))
                .hasMessage("Expected an implementation of java.lang.Runnable to be registered, but there is none");
        assertThatThrownBy(() -> environment.start(() -> "nothing"))
                .hasMessage("Expected one call of an activity stub's method, but there were 0");
    }
}
