package dev.weft.sdk.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ScopeNodeTest {
    private final DeadlockDetector detector = new DeadlockDetector(RunnerOptions.DEFAULT.deadlockTimeout());
    private final Coroutines coroutines =
            new Coroutines(detector, new Guard(), UnaryOperator.identity(), () -> false, () -> true);
    private final ScopeNode root = ScopeNode.root(coroutines);

    @AfterEach
    void close() {
        detector.close();
    }

    @Test
    void scopesThatNobodyKnowsAnyMoreAreForgotten() {
        for (int round = 0; round < 20; round++) {
            for (int i = 0; i < 5_000; i++) {
                root.child(scope -> {}).child(scope -> {});
            }
            System.gc();
        }

        assertThat(root.size()).isLessThan(50_000);
    }

    @Test
    void aScopeIsCanceledThroughScopesThatNobodyElseKnows() {
        ScopeNode deep = root.child(scope -> {}).child(scope -> {});
        System.gc();

        root.cancel("enough");

        assertThat(deep.isCancelRequested()).isTrue();
        assertThat(deep.cancellationReason()).isEqualTo("enough");
    }

    @Test
    void whatAScopeHoldsIsCanceledInTheOrderInWhichItWasBegun() {
        List<String> order = new ArrayList<>();
        ScopeNode first = root.child(scope -> {});
        root.onCancel(() -> order.add("second"));
        ScopeNode third = root.child(scope -> {});
        third.onCancel(() -> order.add("third"));
        first.onCancel(() -> order.add("first"));

        root.cancel("enough");

        assertThat(order).containsExactly("first", "second", "third");
    }

    @Test
    void aDetachedScopeIsNotCanceledWithTheOneAround() {
        ScopeNode detached = root.detached(scope -> {});

        root.cancel("enough");

        assertThat(detached.isDetached()).isTrue();
        assertThat(detached.isCancelRequested()).isFalse();
    }

    @Test
    void aPromiseThatIsRacedAgainAndAgainForgetsTheRacesThatAreOver() {
        CoroutinePromise<String> never = new CoroutinePromise<>(coroutines, root);
        for (int i = 0; i < 1_000; i++) {
            CoroutinePromise<String> soon = new CoroutinePromise<>(coroutines, root);
            CoroutinePromise.anyOf(coroutines, root, List.of(never, soon));
            soon.complete("now");
        }

        assertThat(never.listeners()).isLessThan(50);
    }

    @Test
    void aScopeWhoseCancellationSomebodyListensToIsKept() {
        List<String> heard = new ArrayList<>();
        CoroutinePromise<String> target = new CoroutinePromise<>(coroutines, root);
        target.whenDone(() -> heard.add(target.get()));
        target.completeFrom(root.child(scope -> {}).child(scope -> {}).cancellationRequest());
        for (int i = 0; i < 100; i++) {
            root.child(scope -> {});
        }
        System.gc();

        root.cancel("enough");

        assertThat(heard).containsExactly("enough");
    }

    @Test
    void scopesWhoseCancellationWasRacedAreForgottenWhenTheRaceIsOver() {
        for (int round = 0; round < 20; round++) {
            for (int i = 0; i < 5_000; i++) {
                ScopeNode scope = root.child(ignored -> {}).child(ignored -> {});
                CoroutinePromise<String> soon = new CoroutinePromise<>(coroutines, root);
                CoroutinePromise.anyOf(coroutines, root, List.of(scope.cancellationRequest(), soon));
                soon.complete("now");
            }
            System.gc();
        }

        assertThat(root.size()).isLessThan(50_000);
    }
}
