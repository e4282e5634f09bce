package dev.weft.testing.behaviour;

import java.util.List;
import java.util.stream.Stream;

/** All scenarios. */
public final class Behaviours {
    private Behaviours() {}

    public static List<Scenario> all() {
        return Stream.of(
                        ActivityBehaviours.all(),
                        TimerBehaviours.all(),
                        MessageBehaviours.all(),
                        ChildBehaviours.all(),
                        ContinuationBehaviours.all(),
                        CancellationBehaviours.all(),
                        MarkerBehaviours.all(),
                        ConcurrencyBehaviours.all(),
                        ExternalBehaviours.all(),
                        DataBehaviours.all(),
                        LocalActivityBehaviours.all(),
                        OperationBehaviours.all())
                .flatMap(List::stream)
                .toList();
    }
}
