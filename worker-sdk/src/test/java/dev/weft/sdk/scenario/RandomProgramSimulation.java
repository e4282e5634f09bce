package dev.weft.sdk.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.event.WorkflowEvent.WorkflowExecutionCompleted;
import dev.weft.sdk.failure.ApplicationFailure;
import dev.weft.sdk.runner.RunnerOptions;
import dev.weft.sdk.scenario.ScriptedServer.Cache;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Random code under random events: whatever the worker forgets in between, the same history comes out. */
class RandomProgramSimulation {
    private static final int SEEDS = Integer.getInteger("weft.simulation.seeds", 400);
    private static final long FIRST_SEED = Long.getLong("weft.simulation.seed", 1);

    @Test
    void aLostCacheChangesNothing() {
        for (long seed = FIRST_SEED; seed < FIRST_SEED + SEEDS; seed++) {
            try (ScriptedServer kept = run(seed, Cache.STICKY, 0);
                    ScriptedServer rebuilt = run(seed, Cache.NONE, 0);
                    ScriptedServer lost = run(seed, Cache.LOST, 0);
                    ScriptedServer moody = run(seed, Cache.STICKY, 3)) {
                requireSame(kept, rebuilt);
                requireSame(kept, lost);
                requireSame(kept, moody);
            } catch (AssertionError e) {
                throw new AssertionError("Seed " + seed + " (run it alone with -Dweft.simulation.seed=" + seed
                        + " -Dweft.simulation.seeds=1): " + e.getMessage());
            }
        }
    }

    private static void requireSame(ScriptedServer one, ScriptedServer other) {
        for (int i = 0; i < Math.min(one.history().size(), other.history().size()); i++) {
            assertThat(other.history().get(i)).isEqualTo(one.history().get(i));
        }
        assertThat(other.history()).hasSameSizeAs(one.history());
    }

    /** @param forgetEvery the worker loses the run at one task in so many, 0 for never */
    private static ScriptedServer run(long seed, Cache cache, int forgetEvery) {
        ScriptedServer server = new ScriptedServer(
                Lambdas.registry(RandomProgram.of(seed)), cache, RunnerOptions.DEFAULT, locals(seed));
        Random events = new Random(~seed);
        Random moods = new Random(seed);
        server.start("Scripted", "in");
        if (events.nextInt(4) == 0) {
            server.signal("note", "early");
        }
        server.task();
        for (int i = 0; i < 200 && server.count(e -> e instanceof WorkflowExecutionCompleted) == 0; i++) {
            int news = 1 + events.nextInt(3);
            for (int n = 0; n < news; n++) {
                happen(server, events);
            }
            if (forgetEvery > 0 && moods.nextInt(forgetEvery) == 0) {
                server.forget();
            }
            server.task();
        }
        return server;
    }

    /** What an attempt comes to depends on nothing but itself. */
    private static LocalScript locals(long seed) {
        return new LocalScript().withoutTime().on("Step", task -> {
            Random chance = new Random(seed ^ task.activityId().hashCode() * 31L + task.attempt());
            if (chance.nextInt(3) == 0) {
                throw ApplicationFailure.of("seeded", "Seeded");
            }
            return "l" + chance.nextInt(1000);
        });
    }

    private static void happen(ScriptedServer server, Random random) {
        int choice = random.nextInt(10);
        if (choice < 5 && server.pendingActivities() > 0) {
            if (random.nextInt(4) == 0) {
                ApplicationFailure failure = ApplicationFailure.of("seeded", "Seeded");
                failure.setStackTrace(new StackTraceElement[0]);
                server.failActivity("Step", failure);
            } else {
                server.completeActivity("Step", "r" + random.nextInt(1000));
            }
        } else if (choice < 7 && server.pendingTimers() > 0) {
            server.fireTimer();
        } else if (choice < 8 && server.pendingChildren() > 0) {
            server.startChild("Child").completeChild("Child", "c" + random.nextInt(10));
        } else {
            server.signal("note", "n" + random.nextInt(100));
        }
    }
}
