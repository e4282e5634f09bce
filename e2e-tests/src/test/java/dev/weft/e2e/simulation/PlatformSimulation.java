package dev.weft.e2e.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.event.EventAttributes;
import dev.weft.core.request.RequestBody;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Runs the platform from many seeds; workers run the SDK with the even ones, a replay model with the odd ones. A failing seed is printed; this runs it alone:
 *
 * <pre>
 * ./mvnw -pl e2e-tests test -Dtest=PlatformSimulation -Dweft.seed=SEED
 * </pre>
 *
 * {@code -Dweft.seeds=N} runs more or fewer of them.
 */
class PlatformSimulation {
    private static final int SEEDS = Integer.getInteger("weft.seeds", 1_000);

    @Test
    void everythingEndsRightWhateverGoesWrong() {
        Map<Fault, Integer> happened = Faults.noneHappened();
        Coverage coverage = new Coverage();
        Long only = Long.getLong("weft.seed");
        if (only != null) {
            run(only, happened, coverage);
            return;
        }
        for (long seed = 1; seed <= SEEDS; seed++) {
            run(seed, happened, coverage);
        }
        assertThat(happened).as("faults that happened").containsOnlyKeys(Fault.values());
        assertThat(coverage.missing(RequestBody.class))
                .as("requests that never came up")
                .isEmpty();
        assertThat(coverage.missing(EventAttributes.class))
                .as("events that never came up")
                .isEmpty();
    }

    private static void run(long seed, Map<Fault, Integer> happened, Coverage coverage) {
        try {
            new Simulation(seed, seed % 2 == 0, happened, coverage).run();
        } catch (RuntimeException | AssertionError broken) {
            throw new AssertionError(
                    "Expected seed " + seed + " (-Dweft.seed=" + seed + ") to end well, but " + broken.getMessage(),
                    broken);
        }
    }
}
