package dev.weft.testing.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.sdk.failure.ActivityFailure;
import dev.weft.sdk.failure.ApplicationFailure;
import dev.weft.sdk.workflow.Async;
import dev.weft.sdk.workflow.LocalActivityOptions;
import dev.weft.sdk.workflow.Promise;
import dev.weft.sdk.workflow.RetryOptions;
import dev.weft.sdk.workflow.Workflow;
import dev.weft.sdk.workflow.WorkflowInterface;
import dev.weft.sdk.workflow.WorkflowMethod;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Activities that run inside the workflow task. */
final class LocalActivityBehaviours {
    private static final LocalActivityOptions HERE = LocalActivityOptions.startToClose(Duration.ofSeconds(3))
            .withRetry(RetryOptions.DEFAULT
                    .withInitialInterval(Duration.ofMillis(30))
                    .withBackoffCoefficient(1));

    private LocalActivityBehaviours() {}

    static List<Scenario> all() {
        return List.of(
                Scenario.of(
                        "local activities mix with others",
                        stage -> assertThat(stage.stub(Mixed.class).run("mix")).isEqualTo("1 4 9 and a, b, c"),
                        MixedRun.class),
                Scenario.of("a local activity is tried again", stage -> assertThat(
                                stage.stub(Mixed.class).run("retry"))
                        .isEqualTo("done")),
                Scenario.of("the failure of a local activity reaches the workflow", stage -> assertThat(
                                stage.stub(Mixed.class).run("refuse"))
                        .isEqualTo("NotHere")));
    }

    @WorkflowInterface
    public interface Mixed {
        @WorkflowMethod(name = "LocalMixed")
        String run(String what);
    }

    public static final class MixedRun implements Mixed {
        private final Deeds here = Workflow.newLocalActivityStub(Deeds.class, HERE);
        private final Deeds there = Workflow.newActivityStub(Deeds.class, Deeds.SOON);

        @Override
        public String run(String what) {
            return switch (what) {
                case "retry" -> here.failBefore(3);
                case "refuse" -> refused();
                default -> mixed();
            };
        }

        private String refused() {
            try {
                return here.refuse("NotHere");
            } catch (ActivityFailure e) {
                return ((ApplicationFailure) e.getCause()).type();
            }
        }

        private String mixed() {
            List<Promise<Integer>> squares = new ArrayList<>();
            for (int number = 1; number <= 3; number++) {
                squares.add(Async.function(here::square, number));
            }
            String echoes = there.echo("a") + ", " + here.echo("b") + ", " + there.echo("c");
            List<String> numbers = new ArrayList<>();
            squares.forEach(square -> numbers.add(Integer.toString(square.get())));
            return String.join(" ", numbers) + " and " + echoes;
        }
    }
}
