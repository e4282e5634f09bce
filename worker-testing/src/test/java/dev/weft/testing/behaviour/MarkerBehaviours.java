package dev.weft.testing.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.sdk.workflow.Workflow;
import dev.weft.sdk.workflow.WorkflowInterface;
import dev.weft.sdk.workflow.WorkflowMethod;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

/** What code notes in history so that it finds it again: versions, side effects, random numbers. */
final class MarkerBehaviours {
    private MarkerBehaviours() {}

    static List<Scenario> all() {
        return List.of(
                Scenario.of(
                        "a side effect keeps its value",
                        stage -> assertThat(stage.stub(SideEffects.class).run()).isEqualTo("the same"),
                        SideEffectsRun.class),
                Scenario.of(
                        "a mutable side effect is recorded when it changes",
                        stage -> {
                            assertThat(stage.stub(Thermometer.class).run(List.of(20, 20, 25, 25, 20)))
                                    .containsExactly(20, 20, 25, 25, 20);
                            assertThat(stage.untyped().fetchHistory())
                                    .filteredOn(event -> event.eventType().equals("MarkerRecorded"))
                                    .hasSize(3);
                        },
                        ThermometerRun.class),
                Scenario.of(
                        "a version is decided once",
                        stage -> assertThat(stage.stub(Versions.class).run()).isEqualTo("2 2 1"),
                        VersionsRun.class),
                Scenario.of(
                        "random numbers and ids are the same whenever code runs again",
                        stage -> assertThat(stage.stub(Dice.class).run()).isEqualTo("the same"),
                        DiceRun.class));
    }

    @WorkflowInterface
    public interface SideEffects {
        @WorkflowMethod(name = "MarkerSideEffects")
        String run();
    }

    public static final class SideEffectsRun implements SideEffects {
        private final Deeds deeds = Workflow.newActivityStub(Deeds.class, Deeds.SOON);

        @Override
        public String run() {
            String first =
                    Workflow.sideEffect(String.class, () -> UUID.randomUUID().toString());
            String echoed = deeds.echo(first);
            Workflow.sleep(Duration.ofMillis(100));
            return echoed.equals(first) ? "the same" : "another";
        }
    }

    @WorkflowInterface
    public interface Thermometer {
        @WorkflowMethod(name = "MarkerThermometer")
        List<Integer> run(List<Integer> temperatures);
    }

    public static final class ThermometerRun implements Thermometer {
        @Override
        public List<Integer> run(List<Integer> temperatures) {
            List<Integer> read = new ArrayList<>();
            for (int temperature : temperatures) {
                read.add(Workflow.mutableSideEffect(
                        "temperature", Integer.class, (before, now) -> !before.equals(now), () -> temperature));
                Workflow.sleep(Duration.ofMillis(20));
            }
            return read;
        }
    }

    @WorkflowInterface
    public interface Versions {
        @WorkflowMethod(name = "MarkerVersions")
        String run();
    }

    public static final class VersionsRun implements Versions {
        private final Deeds deeds = Workflow.newActivityStub(Deeds.class, Deeds.SOON);

        @Override
        public String run() {
            int first = Workflow.getVersion("a", Workflow.DEFAULT_VERSION, 2);
            deeds.echo("in between");
            int again = Workflow.getVersion("a", Workflow.DEFAULT_VERSION, 2);
            int other = Workflow.getVersion("b", Workflow.DEFAULT_VERSION, 1);
            Workflow.sleep(Duration.ofMillis(50));
            return first + " " + again + " " + other;
        }
    }

    @WorkflowInterface
    public interface Dice {
        @WorkflowMethod(name = "MarkerDice")
        String run();
    }

    public static final class DiceRun implements Dice {
        private final Deeds deeds = Workflow.newActivityStub(Deeds.class, Deeds.SOON);

        @Override
        public String run() {
            Random random = Workflow.newRandom();
            Set<String> thrown = new LinkedHashSet<>();
            Set<String> echoed = new LinkedHashSet<>();
            for (int round = 0; round < 3; round++) {
                String value = random.nextLong() + " " + Workflow.randomUUID();
                thrown.add(value);
                echoed.add(deeds.echo(value));
            }
            return thrown.equals(echoed) && thrown.size() == 3 ? "the same" : thrown + " and " + echoed;
        }
    }
}
