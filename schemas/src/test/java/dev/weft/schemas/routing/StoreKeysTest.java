package dev.weft.schemas.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.core.model.ExecutionKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class StoreKeysTest {
    private static final ExecutionKey KEY = new ExecutionKey("default", "orders/17/ü");
    private static final String RUN = "7d1c1f2e-5d3a-4a3b-9f3e-000000000001";

    @Test
    void executionsKeySurvives() {
        assertThat(ExecutionsKey.decode(ExecutionsKey.encode(KEY))).isEqualTo(KEY);
    }

    @Test
    void historyKeySurvives() {
        HistoryKey key = new HistoryKey(KEY, RUN, 1L << 40);

        assertThat(HistoryKey.decode(key.encode())).isEqualTo(key);
    }

    @Test
    void timersKeySurvives() {
        TimersKey key = new TimersKey(Instant.ofEpochMilli(1_700_000_000_123L), KEY);

        assertThat(TimersKey.decode(key.encode())).isEqualTo(key);
    }

    @Test
    void rowsOfARunAreInTheOrderOfItsEvents() {
        List<byte[]> keys = LongStream.of(1, 2, 127, 128, 255, 256, 65_535, 65_536, 1L << 32)
                .mapToObj(eventId -> HistoryKey.encode(KEY, RUN, eventId))
                .toList();

        List<byte[]> sorted = new ArrayList<>(keys);
        sorted.sort(Arrays::compareUnsigned);

        assertThat(sorted).containsExactlyElementsOf(keys);
    }

    @Test
    void rangeOfARunHoldsItsRowsOnly() {
        KeyRange range = HistoryKey.runRange(KEY, RUN);

        assertThat(contains(range, HistoryKey.encode(KEY, RUN, 1))).isTrue();
        assertThat(contains(range, HistoryKey.encode(KEY, RUN, Long.MAX_VALUE))).isTrue();
        assertThat(contains(range, HistoryKey.encode(KEY, RUN + "0", 1))).isFalse();
        assertThat(contains(range, HistoryKey.encode(KEY, RUN.substring(1), 1))).isFalse();
    }

    @Test
    void rangeFromAnEventLeavesOutWhatIsBefore() {
        KeyRange range = HistoryKey.runRangeFrom(KEY, RUN, 10);

        assertThat(contains(range, HistoryKey.encode(KEY, RUN, 9))).isFalse();
        assertThat(contains(range, HistoryKey.encode(KEY, RUN, 10))).isTrue();
    }

    @Test
    void everyKeyIsInTheRangeOfItsBucketOnly() {
        IntStream.range(0, 5000)
                .mapToObj(i -> new ExecutionKey("default", "w" + i))
                .forEach(key -> {
                    int bucket = Routing.bucketOf(key);
                    int other = (bucket + 1) % Routing.BUCKETS;

                    assertThat(contains(ExecutionsKey.bucketRange(bucket), ExecutionsKey.encode(key)))
                            .isTrue();
                    assertThat(contains(HistoryKey.bucketRange(bucket), HistoryKey.encode(key, RUN, 1)))
                            .isTrue();
                    assertThat(contains(ExecutionsKey.bucketRange(other), ExecutionsKey.encode(key)))
                            .isFalse();
                });
    }

    @Test
    void lastBucketHasARange() {
        KeyRange last = ExecutionsKey.bucketRange(Routing.BUCKETS - 1);

        assertThat(contains(last, new byte[] {0x0F, (byte) 0xFF, 'a'})).isTrue();
    }

    @Test
    void timersAreInTheOrderOfTheirDueTimes() {
        List<Instant> times = LongStream.of(5, 300, 70_000, 1_700_000_000_000L, 0)
                .mapToObj(Instant::ofEpochMilli)
                .toList();

        List<Instant> sorted = times.stream()
                .map(time -> new TimersKey(time, KEY).encode())
                .sorted(Arrays::compareUnsigned)
                .map(bytes -> TimersKey.decode(bytes).due())
                .toList();

        assertThat(sorted).isSortedAccordingTo(Comparator.naturalOrder());
    }

    @Test
    void whatIsDueBeforeATimeLeavesOutThatTime() {
        KeyRange range = TimersKey.dueBefore(Instant.ofEpochMilli(1000));

        assertThat(contains(range, new TimersKey(Instant.ofEpochMilli(999), KEY).encode()))
                .isTrue();
        assertThat(contains(range, new TimersKey(Instant.ofEpochMilli(1000), KEY).encode()))
                .isFalse();
    }

    @Test
    void keysThatAreLaidOutOtherwiseAreRefused() {
        assertThatThrownBy(() -> ExecutionsKey.decode(new byte[] {1, 2}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Expected");
        assertThatThrownBy(() -> ExecutionsKey.decode("noslash".getBytes()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("but got 'slash'");
        assertThatThrownBy(() -> HistoryKey.decode(ExecutionsKey.encode(KEY)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Expected");
        assertThatThrownBy(() -> TimersKey.decode(new byte[8]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Expected");
    }

    private static boolean contains(KeyRange range, byte[] key) {
        return Arrays.compareUnsigned(range.from(), key) <= 0 && Arrays.compareUnsigned(key, range.to()) <= 0;
    }
}
