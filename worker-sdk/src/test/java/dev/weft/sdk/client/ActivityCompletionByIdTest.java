package dev.weft.sdk.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.weft.sdk.activity.ActivityCanceledException;
import dev.weft.sdk.activity.ActivityCanceledException.Reason;
import dev.weft.sdk.failure.ApplicationFailure;
import dev.weft.sdk.failure.Details;
import dev.weft.sdk.failure.TimeoutFailure;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Row 61: asynchronous completion by id. */
class ActivityCompletionByIdTest {
    private static final String OK = "{\"success\":true}";
    private static final ActivityReference ACTIVITY = ActivityReference.of("o", "pay/1");

    private final FakeFrontend frontend = FakeFrontend.start();
    private final WorkflowClient client = WorkflowClient.connect(
            ClientOptions.of(frontend.url()).withIdentity("me").withPatience(Duration.ofSeconds(5)));
    private final ActivityCompletionClient completion = client.newActivityCompletionClient();

    @AfterEach
    void stop() {
        client.close();
        frontend.close();
    }

    @Test
    void anActivityIsCompletedByItsId() {
        frontend.answer(200, OK);

        completion.complete(ACTIVITY, List.of(1, 2));

        assertThat(frontend.onlyCall().target()).isEqualTo("/api/workflows/o/activities/pay%2F1/complete");
        assertThat(frontend.onlyCall().body().path("result").toString()).isEqualTo("[1,2]");
        assertThat(frontend.onlyCall().body().path("identity").asText()).isEqualTo("me");
        assertThat(frontend.onlyCall().body().has("runId")).isFalse();
    }

    @Test
    void aRunMayBeNamed() {
        frontend.answer(200, OK);

        completion.complete(new ActivityReference(new WorkflowRun("o", "r1"), "5"), null);

        assertThat(frontend.onlyCall().body().path("runId").asText()).isEqualTo("r1");
        assertThat(frontend.onlyCall().body().path("result").isNull()).isTrue();
    }

    @Test
    void aFailureTravelsWithAllItsCauses() {
        frontend.answer(200, OK);
        TimeoutFailure cause =
                new TimeoutFailure("late", dev.weft.core.model.TimeoutType.HEARTBEAT, Details.of("half"), null);

        completion.completeExceptionally(
                ACTIVITY,
                ApplicationFailure.builder("declined", "Declined")
                        .nonRetryable(true)
                        .details(Details.of(5))
                        .nextRetryDelay(Duration.ofSeconds(3))
                        .cause(cause)
                        .build());

        assertThat(frontend.onlyCall().target()).isEqualTo("/api/workflows/o/activities/pay%2F1/fail");
        var failure = frontend.onlyCall().body().path("failure");
        assertThat(failure.path("kind").asText()).isEqualTo("Application");
        assertThat(failure.path("message").asText()).isEqualTo("declined");
        assertThat(failure.path("type").asText()).isEqualTo("Declined");
        assertThat(failure.path("nonRetryable").asBoolean()).isTrue();
        assertThat(failure.path("details").toString()).isEqualTo("[5]");
        assertThat(failure.path("nextRetryDelay").asText()).isEqualTo("PT3S");
        assertThat(failure.path("cause").toString())
                .isEqualTo("{\"kind\":\"Timeout\",\"message\":\"late\",\"timeoutType\":\"HEARTBEAT\","
                        + "\"lastHeartbeatDetails\":[\"half\"]}");
    }

    @Test
    void aCancellationIsReportedWithDetails() {
        frontend.answer(200, OK);

        completion.reportCancellation(ACTIVITY, "undone");

        assertThat(frontend.onlyCall().target()).isEqualTo("/api/workflows/o/activities/pay%2F1/cancel");
        assertThat(frontend.onlyCall().body().path("inputs").toString()).isEqualTo("[\"undone\"]");
    }

    @Test
    void aHeartbeatTellsThatTheWorkflowAskedToCancel() {
        frontend.answer(200, "{\"cancelRequested\":false}").answer(200, "{\"cancelRequested\":true}");
        completion.heartbeat(ACTIVITY, 50);

        ActivityCanceledException canceled =
                catchThrowableOfType(ActivityCanceledException.class, () -> completion.heartbeat(ACTIVITY, 60));

        assertThat(canceled.reason()).isEqualTo(Reason.CANCEL_REQUESTED);
        assertThat(frontend.calls().getFirst().target()).isEqualTo("/api/workflows/o/activities/pay%2F1/heartbeat");
        assertThat(frontend.calls().getFirst().body().path("inputs").toString()).isEqualTo("[50]");
    }

    @Test
    void aHeartbeatOfAnActivityThatIsNotPendingEndsIt() {
        frontend.answer(404, "{\"type\":\"urn:weft:problem:activity-not-found\",\"detail\":\"Expected one\"}");

        ActivityCanceledException canceled =
                catchThrowableOfType(ActivityCanceledException.class, () -> completion.heartbeat(ACTIVITY, 60));

        assertThat(canceled.reason()).isEqualTo(Reason.NO_LONGER_WANTED);
    }

    @Test
    void anActivityThatIsNotPendingIsRefused() {
        frontend.answer(404, "{\"type\":\"urn:weft:problem:activity-not-found\",\"detail\":\"Expected one\"}");

        assertThatThrownBy(() -> completion.complete(ACTIVITY, 1))
                .isInstanceOf(ActivityNotFoundException.class)
                .hasMessage("Expected one");
    }
}
