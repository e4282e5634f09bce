package dev.weft.sdk.scenario;

import dev.weft.sdk.failure.WeftFailure;
import dev.weft.sdk.workflow.ActivityCancellationType;
import dev.weft.sdk.workflow.ActivityStub;
import dev.weft.sdk.workflow.Async;
import dev.weft.sdk.workflow.CancellationScope;
import dev.weft.sdk.workflow.ChildWorkflowOptions;
import dev.weft.sdk.workflow.LocalActivityOptions;
import dev.weft.sdk.workflow.Promise;
import dev.weft.sdk.workflow.RetryOptions;
import dev.weft.sdk.workflow.Workflow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Workflow code that a seed has written: what it does depends on nothing but the seed and the outcomes it sees. */
final class RandomProgram {
    private final Lambdas.Code code;
    private final StringBuilder trace = new StringBuilder();
    private final ActivityStub activities;
    private final ActivityStub locals;

    private RandomProgram(Lambdas.Code code) {
        this.code = code;
        this.activities = Workflow.newUntypedActivityStub(code.options());
        this.locals = Workflow.newUntypedLocalActivityStub(LocalActivityOptions.startToClose(Duration.ofSeconds(10))
                .withRetry(RetryOptions.DEFAULT.withInitialInterval(Duration.ofMinutes(1))));
    }

    static Lambdas.Body of(long seed) {
        return code -> new RandomProgram(code).run(new Random(seed), 0);
    }

    private String run(Random random, int depth) {
        int steps = 1 + random.nextInt(5);
        for (int i = 0; i < steps; i++) {
            try {
                trace.append(step(random, depth)).append(' ');
            } catch (WeftFailure e) {
                trace.append(e.getClass().getSimpleName()).append(' ');
            }
        }
        return trace.toString();
    }

    private Object step(Random random, int depth) {
        return switch (random.nextInt(depth > 2 ? 8 : 13)) {
            case 0, 1 -> code.steps.step("s" + random.nextInt(100));
            case 2 -> {
                Workflow.sleep(Duration.ofSeconds(1 + random.nextInt(100)));
                yield Workflow.currentTimeMillis() % 1000;
            }
            case 3 -> Workflow.sideEffect(Integer.class, () -> 42);
            case 4 -> Workflow.getVersion("change-" + random.nextInt(3), Workflow.DEFAULT_VERSION, 3);
            case 5 -> {
                int wanted = 1 + random.nextInt(3);
                yield Workflow.await(Duration.ofHours(1), () -> code.notes.size() >= wanted);
            }
            case 6 -> locals.execute("Step", String.class, "l" + random.nextInt(100)) + Workflow.currentTimeMillis();
            case 7 -> {
                Workflow.checkpoint("c" + random.nextInt(3));
                yield "marked";
            }
            case 8 -> async(random, depth);
            case 9 -> canceled(random, depth);
            case 10 ->
                Workflow.newUntypedChildWorkflowStub("Child", ChildWorkflowOptions.DEFAULT)
                        .execute(String.class, "x");
            case 11 -> Workflow.newRandom().nextInt(1000) + "" + Workflow.randomUUID();
            default ->
                activities
                        .executeAsync("Step", String.class, "t")
                        .thenApply(value -> value + "!")
                        .handle((value, failure) -> failure == null ? value : "handled")
                        .get();
        };
    }

    private Object async(Random random, int depth) {
        List<Promise<String>> branches = new ArrayList<>();
        int width = 1 + random.nextInt(4);
        for (int i = 0; i < width; i++) {
            long seed = random.nextLong();
            branches.add(Async.function(() -> run(new Random(seed), depth + 1)));
        }
        return random.nextBoolean()
                ? String.valueOf(Promise.anyOf(branches).get()).length()
                : Promise.allOf(branches).isCompleted();
    }

    private Object canceled(Random random, int depth) {
        ActivityCancellationType type =
                ActivityCancellationType.values()[random.nextInt(ActivityCancellationType.values().length)];
        Promise<?>[] begun = new Promise<?>[3];
        CancellationScope scope = Workflow.newCancellationScope(() -> {
            begun[2] = locals.executeAsync("Step", String.class, "c" + random.nextInt(100));
            begun[0] = Workflow.newUntypedActivityStub(code.options().withCancellationType(type))
                    .executeAsync("Step", String.class, "c");
            begun[1] = Workflow.newTimer(Duration.ofMinutes(5));
        });
        scope.run();
        if (random.nextBoolean()) {
            Workflow.sleep(Duration.ofSeconds(2));
        }
        scope.cancel("seeded");
        begun[2].getFailure();
        return begun[0].getFailure() == null ? "completed" : "canceled" + depth;
    }
}
