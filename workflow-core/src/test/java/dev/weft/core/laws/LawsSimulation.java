package dev.weft.core.laws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.command.Command;
import dev.weft.core.effect.Effect;
import dev.weft.core.event.Change;
import dev.weft.core.event.EventAttributes;
import dev.weft.core.reply.Reply;
import dev.weft.core.request.RequestBody;
import org.junit.jupiter.api.Test;

/**
 * Runs random worlds and checks every transition. A failing seed is printed; {@code -Dweft.seed=SEED} runs that world
 * alone, {@code -Dweft.worlds=N} runs more or fewer of them.
 */
class LawsSimulation {
    private static final long FIRST_SEED = 1;
    private static final int STEPS = 500;
    private static final int WORLDS = Integer.getInteger("weft.worlds", 240);

    @Test
    void everyTransitionOfEveryWorldObeysTheLaws() {
        Coverage coverage = new Coverage();
        Long only = Long.getLong("weft.seed");
        if (only != null) {
            run(only, coverage);
            return;
        }
        for (long seed = FIRST_SEED; seed < FIRST_SEED + WORLDS; seed++) {
            run(seed, coverage);
        }
        assertThat(coverage.missing(RequestBody.class))
                .as("requests that were never made")
                .isEmpty();
        assertThat(coverage.missing(Command.class))
                .as("commands that were never valid")
                .isEmpty();
        assertThat(coverage.missing(EventAttributes.class))
                .as("events that never happened")
                .isEmpty();
        assertThat(coverage.missing(Change.class))
                .as("changes that never happened")
                .isEmpty();
        assertThat(coverage.missing(Effect.class))
                .as("effects that were never asked for")
                .isEmpty();
        assertThat(coverage.missing(Reply.class))
                .as("replies that were never given, but for those that shells and workers give")
                .containsExactly(Reply.HistoryPage.class.getName(), Reply.QueryAnswered.class.getName());
    }

    private static void run(long seed, Coverage coverage) {
        World world = new World(seed, coverage);
        int step = 0;
        try {
            for (; step < STEPS; step++) {
                world.step();
            }
            world.settle();
        } catch (RuntimeException | AssertionError broken) {
            throw new AssertionError(
                    "Expected every law to hold, but world -Dweft.seed=" + seed + " broke one at step " + step + ": "
                            + broken.getMessage() + "\n" + world,
                    broken);
        }
    }
}
