package dev.weft.matching.partition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.task.QueueName;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NewcomersTest {
    private static final QueueName ORDERS = new QueueName("default", "orders", "");
    private static final QueueName OTHERS = new QueueName("default", "others", "");

    private final List<QueueName> announced = new ArrayList<>();
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final Newcomers newcomers =
            new Newcomers(3, announced::add, ((InstantSource) () -> now).withZone(ZoneOffset.UTC));

    @Test
    void workerThatPollsForTheFirstTimeIsAnnouncedAtOnce() {
        newcomers.polls(ORDERS, "w1");

        assertThat(announced).containsExactly(ORDERS);
    }

    @Test
    void workerThatPollsOnIsNotAnnouncedAgain() {
        newcomers.polls(ORDERS, "w1");
        now = now.plusSeconds(60);
        newcomers.polls(ORDERS, "w1");
        newcomers.tick();

        assertThat(announced).containsExactly(ORDERS);
    }

    @Test
    void workerOfTwoQueuesIsNewToBoth() {
        newcomers.polls(ORDERS, "w1");
        newcomers.polls(OTHERS, "w1");

        assertThat(announced).containsExactly(ORDERS, OTHERS);
    }

    @Test
    void workersThatComeTogetherAreAnnouncedTogether() {
        newcomers.polls(ORDERS, "w1");
        newcomers.polls(ORDERS, "w2");
        newcomers.polls(ORDERS, "w3");
        newcomers.tick();
        assertThat(announced).hasSize(1);

        now = now.plus(Newcomers.PACE);
        newcomers.tick();
        newcomers.tick();

        assertThat(announced).containsExactly(ORDERS, ORDERS);
    }

    @Test
    void moreWorkersThanAreRememberedDoNotMakeItSpin() {
        for (int round = 0; round < 100; round++) {
            for (int worker = 0; worker < 10; worker++) {
                newcomers.polls(ORDERS, "w" + worker);
            }
            now = now.plusMillis(100);
        }

        assertThat(announced).hasSizeLessThanOrEqualTo(2);
    }
}
