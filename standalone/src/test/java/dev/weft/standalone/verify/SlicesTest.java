package dev.weft.standalone.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.model.ExecutionKey;
import dev.weft.schemas.routing.Routing;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SlicesTest {
    private final Slices slices = new Slices();

    @Test
    void partitionThatFitsIsOneSlice() {
        keys().forEach(key -> slices.addState(key, 100));

        assertThat(slices.divide(1_000_000)).containsExactly(new Slices.Slice(0, Routing.BUCKETS - 1));
    }

    @Test
    void largePartitionIsDividedSoThatEachExecutionIsInOneSlice() {
        keys().forEach(key -> slices.addState(key, 100));

        List<Slices.Slice> divided = slices.divide(10_000);

        assertThat(divided).hasSizeBetween(10, 40);
        keys().forEach(key -> assertThat(divided.stream().filter(slice -> slice.contains(key)))
                .hasSize(1));
    }

    @Test
    void emptyPartitionHasNoSlice() {
        assertThat(slices.divide(10_000)).isEmpty();
    }

    @Test
    void historyWithoutStateIsLookedAtAsWell() {
        slices.addRow(keys().getFirst(), 7);

        assertThat(slices.divide(10_000)).hasSize(1);
    }

    private static List<ExecutionKey> keys() {
        return IntStream.range(0, 1_000)
                .mapToObj(number -> new ExecutionKey("default", "order-" + number))
                .toList();
    }
}
