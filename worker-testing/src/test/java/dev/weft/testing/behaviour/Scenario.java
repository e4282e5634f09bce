package dev.weft.testing.behaviour;

import dev.weft.sdk.worker.Worker;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

/**
 * Workflows, and what a client does with them and expects of them.
 *
 * @param name what is expected, as a sentence
 * @param workflows implementations, of workflow types that no other scenario has
 * @param play starts, signals and so on; throws an {@link AssertionError} when it is not answered as expected
 */
public record Scenario(String name, List<Class<?>> workflows, Consumer<Stage> play) {

    static Scenario of(String name, Consumer<Stage> play, Class<?>... workflows) {
        return new Scenario(name, List.of(workflows), play);
    }

    /** Gives a worker everything that the scenarios need. */
    public static void register(Worker worker, Collection<Scenario> scenarios) {
        scenarios.forEach(scenario ->
                worker.registerWorkflowImplementationTypes(scenario.workflows().toArray(Class<?>[]::new)));
        worker.registerActivitiesImplementations(new DeedsDone(), new AnythingDone());
    }

    @Override
    public String toString() {
        return name;
    }
}
