package dev.weft.history.timer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.model.ExecutionKey;
import dev.weft.core.request.EngineRequest;
import dev.weft.core.request.Request;
import dev.weft.history.Requests;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;

/** Timers with a clock that stands still until the test moves it. */
class TimersTest {
    private static final long START = Duration.ofDays(20_000).toMillis();
    private static final ExecutionKey KEY = Requests.key("a");

    private long now = START;
    private final List<Request> log = new ArrayList<>();
    private final TimerService service = new TimerService(
            request -> {
                log.add(request);
                return CompletableFuture.completedFuture(null);
            },
            () -> now);
    private final KeyValueStore<Bytes, byte[]> rows =
            Stores.inMemoryKeyValueStore("timers").get();
    private final PartitionTimers timers = new PartitionTimers(service, rows);
    private final ExecutionThatIsDue execution = new ExecutionThatIsDue(KEY);

    @Test
    void dueTimerBecomesARequest() {
        moveTo(START + 100);
        pass(99);
        assertThat(log).isEmpty();

        pass(1);

        assertThat(log).containsExactly(Request.of(KEY, new EngineRequest.TimerDue(Instant.ofEpochMilli(START + 100))));
    }

    @Test
    void requestThatGetsLostIsRepeatedUntilStateSaysOtherwise() {
        moveTo(START + 100);
        pass(100);
        pass(1_999);
        assertThat(log).hasSize(1);
        pass(1);
        assertThat(log).hasSize(2);

        moveTo(Long.MAX_VALUE);
        pass(60_000);

        assertThat(log).hasSize(2);
    }

    @Test
    void timerThatMovesToALaterTimeDoesNotFireAtTheOldOne() {
        moveTo(START + 100);
        moveTo(START + 300);
        pass(100);
        assertThat(log).isEmpty();

        pass(200);

        assertThat(log).hasSize(1);
    }

    @Test
    void timerThatMovesToAnEarlierTimeFiresOnce() {
        moveTo(START + 300);
        moveTo(START + 100);
        pass(100);
        moveTo(Long.MAX_VALUE);
        pass(1_000);

        assertThat(log).hasSize(1);
    }

    @Test
    void farTimerIsLoadedBeforeItIsDue() {
        long due = START + Duration.ofHours(1).toMillis();
        moveTo(due);
        assertThat(timers.nearTimers()).isZero();
        assertThat(rows.approximateNumEntries()).isEqualTo(1);

        now = due - 30_000;
        timers.advance(key -> execution.live(), 10);
        assertThat(timers.nearTimers()).isEqualTo(1);
        assertThat(rows.approximateNumEntries()).isZero();
        now = due;
        service.appendDue();

        assertThat(log).hasSize(1);
    }

    @Test
    void farTimerThatMovesToALaterTimeIsFoundAgainWhenItsOldTimeComes() {
        long first = START + Duration.ofHours(1).toMillis();
        long second = START + Duration.ofHours(2).toMillis();
        moveTo(first);
        moveTo(second);
        assertThat(rows.approximateNumEntries()).isEqualTo(1);

        now = first;
        timers.advance(key -> execution.live(), 10);
        service.appendDue();
        assertThat(log).isEmpty();
        now = second;
        timers.advance(key -> execution.live(), 10);
        service.appendDue();

        assertThat(log).hasSize(1);
    }

    @Test
    void nearTimerThatBecomesFarGoesToTheStoreWhenItComesUp() {
        moveTo(START + 100);
        moveTo(START + Duration.ofHours(1).toMillis());
        assertThat(rows.approximateNumEntries()).isZero();

        pass(100);
        timers.advance(key -> execution.live(), 10);

        assertThat(timers.nearTimers()).isZero();
        assertThat(rows.approximateNumEntries()).isEqualTo(1);
        assertThat(log).isEmpty();
    }

    @Test
    void farTimersAreLoadedBitByBit() {
        for (int i = 0; i < 5; i++) {
            ExecutionThatIsDue one = new ExecutionThatIsDue(Requests.key("w" + i));
            one.dueAt(START + Duration.ofHours(1).toMillis());
            timers.watch(one.live());
        }
        now = START + Duration.ofHours(1).toMillis();

        boolean more = timers.advance(
                key -> new ExecutionThatIsDue(key).dueAt(now + 100).live(), 3);

        assertThat(more).isTrue();
        assertThat(timers.nearTimers()).isEqualTo(3);
    }

    @Test
    void timerThatCameEarlyByTheClockOfTheLogIsLookedAtAgainSoon() {
        moveTo(START + 100);
        pass(100);
        assertThat(log).hasSize(1);

        timers.cameEarly(execution.live(), START + 95);
        pass(5);

        assertThat(log).hasSize(2);
    }

    @Test
    void closedPartitionFiresNothing() {
        moveTo(START + 100);

        timers.close();
        pass(10_000);

        assertThat(log).isEmpty();
    }

    private void moveTo(long dueMillis) {
        long before = execution.live().dueMillis();
        execution.dueAt(dueMillis);
        timers.dueChanged(execution.live(), before);
    }

    private void pass(long millis) {
        now += millis;
        service.appendDue();
    }
}
