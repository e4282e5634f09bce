package dev.weft.sdk.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.model.Payload;
import dev.weft.core.protocol.WorkerProtocol.HeartbeatResponse;
import dev.weft.sdk.activity.ActivityCanceledException.Reason;
import dev.weft.sdk.transport.TransportException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeartbeatsTest {
    private static final HeartbeatResponse GO_ON = new HeartbeatResponse(true, false);

    private record Sent(long atMillis, String details) {}

    private final ManualScheduler scheduler = new ManualScheduler();
    private final List<Sent> sent = new ArrayList<>();
    private HeartbeatResponse answer = GO_ON;
    private boolean platformAway;
    private Runnable atEachSend = () -> {};

    private Heartbeats heartbeats(Duration timeout) {
        return new Heartbeats(timeout, scheduler, details -> {
            if (platformAway) {
                throw new TransportException("away", new IOException());
            }
            atEachSend.run();
            sent.add(new Sent(scheduler.nowMillis(), details.getFirst().toString()));
            return answer;
        });
    }

    private static List<Payload> details(int value) {
        return List.of(Payload.json(Integer.toString(value)));
    }

    @Test
    void theIntervalIsFourFifthsOfTheTimeoutAndAtMostAMinute() {
        assertThat(Heartbeats.intervalFor(Duration.ofSeconds(10))).isEqualTo(Duration.ofSeconds(8));
        assertThat(Heartbeats.intervalFor(Duration.ofHours(1))).isEqualTo(Duration.ofSeconds(60));
        assertThat(Heartbeats.intervalFor(Duration.ZERO)).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void theFirstGoesOutAtOnceThenOnlyTheLatestOfEachInterval() {
        Heartbeats heartbeats = heartbeats(Duration.ofSeconds(10));

        for (int i = 0; i < 200; i++) {
            heartbeats.beat(details(i));
            scheduler.advance(Duration.ofMillis(100));
        }

        assertThat(sent).containsExactly(new Sent(0, "0"), new Sent(8_000, "79"), new Sent(16_000, "159"));
    }

    @Test
    void anUnexpectedErrorEndsNoHeartbeats() {
        Heartbeats heartbeats = heartbeats(Duration.ofSeconds(10));
        atEachSend = () -> {
            throw new IllegalStateException("broken");
        };
        heartbeats.beat(details(1));
        scheduler.advance(Duration.ZERO);
        atEachSend = () -> {};

        scheduler.advance(Duration.ofSeconds(8));

        assertThat(sent).containsExactly(new Sent(1_000, "1"));
    }

    @Test
    void aQuietIntervalSendsNothingAndTheNextBeatGoesOutAtOnce() {
        Heartbeats heartbeats = heartbeats(Duration.ofSeconds(10));
        heartbeats.beat(details(1));
        scheduler.advance(Duration.ofSeconds(100));

        heartbeats.beat(details(2));
        scheduler.advance(Duration.ZERO);

        assertThat(sent).containsExactly(new Sent(0, "1"), new Sent(100_000, "2"));
    }

    @Test
    void aRequestedCancellationIsTold() {
        Heartbeats heartbeats = heartbeats(Duration.ofSeconds(10));
        answer = new HeartbeatResponse(true, true);

        heartbeats.beat(details(1));
        assertThat(heartbeats.stopReason()).isEmpty();
        scheduler.advance(Duration.ZERO);

        assertThat(heartbeats.stopReason()).contains(Reason.CANCEL_REQUESTED);
    }

    @Test
    void anAttemptThatNobodyKnowsShouldStop() {
        Heartbeats heartbeats = heartbeats(Duration.ofSeconds(10));
        answer = new HeartbeatResponse(false, false);

        heartbeats.beat(details(1));
        scheduler.advance(Duration.ZERO);

        assertThat(heartbeats.stopReason()).contains(Reason.NO_LONGER_WANTED);
    }

    @Test
    void aHeartbeatThatDidNotArriveIsTriedAgainSoonWithTheLatestDetails() {
        Heartbeats heartbeats = heartbeats(Duration.ofSeconds(10));
        platformAway = true;
        heartbeats.beat(details(1));
        scheduler.advance(Duration.ofMillis(900));
        heartbeats.beat(details(2));
        platformAway = false;

        scheduler.advance(Duration.ofMillis(200));

        assertThat(sent).containsExactly(new Sent(1_000, "2"));
    }

    @Test
    void detailsThatWaitAreHandedBackAtTheEnd() {
        Heartbeats heartbeats = heartbeats(Duration.ofSeconds(10));
        heartbeats.beat(details(1));
        scheduler.advance(Duration.ofSeconds(1));
        heartbeats.beat(details(2));

        assertThat(heartbeats.stop()).isEqualTo(details(2));

        scheduler.advance(Duration.ofSeconds(100));
        assertThat(sent).hasSize(1);
        assertThat(scheduler.scheduled()).isZero();
    }

    @Test
    void detailsOnTheirWayAreHandedBackToo() {
        Heartbeats heartbeats = heartbeats(Duration.ofSeconds(10));
        atEachSend = () -> assertThat(heartbeats.stop()).isEqualTo(details(1));

        heartbeats.beat(details(1));
        scheduler.advance(Duration.ZERO);

        assertThat(sent).hasSize(1);
    }

    @Test
    void nothingIsHandedBackWhenAllWentOut() {
        Heartbeats heartbeats = heartbeats(Duration.ofSeconds(10));
        heartbeats.beat(details(1));
        scheduler.advance(Duration.ofSeconds(1));

        assertThat(heartbeats.stop()).isEmpty();
    }
}
