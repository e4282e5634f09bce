package dev.weft.testing.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.weft.core.model.WorkflowStatus;
import dev.weft.sdk.client.WorkflowClient;
import dev.weft.sdk.client.WorkflowFailedException;
import dev.weft.sdk.failure.ActivityFailure;
import dev.weft.sdk.failure.CanceledFailure;
import dev.weft.sdk.workflow.Async;
import dev.weft.sdk.workflow.CancellationScope;
import dev.weft.sdk.workflow.Promise;
import dev.weft.sdk.workflow.QueryMethod;
import dev.weft.sdk.workflow.Saga;
import dev.weft.sdk.workflow.Workflow;
import dev.weft.sdk.workflow.WorkflowInterface;
import dev.weft.sdk.workflow.WorkflowMethod;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Cancellation of workflows and of scopes, and undoing what was done. */
final class CancellationBehaviours {
    private CancellationBehaviours() {}

    static List<Scenario> all() {
        return List.of(
                Scenario.of(
                        "a canceled workflow cleans up and ends as canceled",
                        CancellationBehaviours::cleansUp,
                        TidyRun.class),
                Scenario.of("a workflow may go on after a cancel request", CancellationBehaviours::goesOn),
                Scenario.of(
                        "the first answer counts and the others are canceled",
                        stage -> assertThat(stage.stub(Race.class).run()).isEqualTo("echo, 2 canceled"),
                        RaceRun.class),
                Scenario.of(
                        "a saga undoes in reverse what was done",
                        stage -> assertThat(stage.stub(Trip.class).run(Saga.Order.REVERSE))
                                .isEqualTo("undo car, undo flight"),
                        TripRun.class),
                Scenario.of("a saga goes on undoing when something cannot be undone", stage -> assertThat(
                                stage.stub(Trip.class).run(Saga.Order.REVERSE_CONTINUE_WITH_ERROR))
                        .isEqualTo("undo car, undo flight")));
    }

    private static void cleansUp(Stage stage) {
        Tidy tidy = stage.stub(Tidy.class);
        WorkflowClient.start(() -> tidy.run(false));
        stage.untyped().cancel("closing time");
        WorkflowFailedException canceled = catchThrowableOfType(
                WorkflowFailedException.class, () -> stage.untyped().getResult(String.class));
        assertThat(canceled.status()).isEqualTo(WorkflowStatus.CANCELED);
        assertThat(stage.untyped().fetchHistory())
                .filteredOn(event -> event.eventType().equals("ActivityTaskCompleted"))
                .hasSize(1);
    }

    private static void goesOn(Stage stage) {
        Tidy tidy = stage.stub(Tidy.class);
        WorkflowClient.start(() -> tidy.run(true));
        stage.untyped().cancel("closing time");
        assertThat(stage.untyped().<String>getResult(String.class)).isEqualTo("swept, although closing time");
    }

    @WorkflowInterface
    public interface Tidy {
        @WorkflowMethod(name = "CancelTidy")
        String run(boolean goesOn);

        @QueryMethod
        String state();
    }

    public static final class TidyRun implements Tidy {
        private final Deeds deeds = Workflow.newActivityStub(Deeds.class, Deeds.SOON);
        private String state = "open";

        @Override
        public String run(boolean goesOn) {
            try {
                Workflow.sleep(Duration.ofHours(1));
                return "never closed";
            } catch (CanceledFailure e) {
                String reason = Workflow.currentCancellationScope().cancellationReason();
                Workflow.newDetachedCancellationScope(() -> state = deeds.echo("swept"))
                        .run();
                if (goesOn) {
                    return state + ", although " + reason;
                }
                throw e;
            }
        }

        @Override
        public String state() {
            return state;
        }
    }

    @WorkflowInterface
    public interface Race {
        @WorkflowMethod(name = "CancelRace")
        String run();
    }

    public static final class RaceRun implements Race {
        private final Deeds deeds = Workflow.newActivityStub(Deeds.class, Deeds.SOON);

        @Override
        public String run() {
            List<Promise<String>> runners = new ArrayList<>();
            CancellationScope scope = Workflow.newCancellationScope(() -> {
                runners.add(Async.function(deeds::neverAnswers));
                runners.add(Async.function(deeds::echo, "echo"));
                runners.add(Async.function(deeds::neverAnswers));
            });
            scope.run();
            Object first = Promise.anyOf(runners).get();
            scope.cancel();
            int canceled = 0;
            for (Promise<String> runner : runners) {
                RuntimeException failure = runner.getFailure();
                if (failure instanceof CanceledFailure
                        || failure instanceof ActivityFailure && failure.getCause() instanceof CanceledFailure) {
                    canceled++;
                }
            }
            return first + ", " + canceled + " canceled";
        }
    }

    @WorkflowInterface
    public interface Trip {
        @WorkflowMethod(name = "CancelTrip")
        String run(Saga.Order order);
    }

    public static final class TripRun implements Trip {
        private final Deeds deeds = Workflow.newActivityStub(Deeds.class, Deeds.SOON);

        @Override
        public String run(Saga.Order order) {
            List<String> undone = new ArrayList<>();
            Saga saga = new Saga(order);
            try {
                deeds.echo("flight");
                saga.addCompensation(() -> undone.add(deeds.echo("undo flight")));
                if (order == Saga.Order.REVERSE_CONTINUE_WITH_ERROR) {
                    saga.addCompensation(() -> deeds.refuse("CannotBeUndone"));
                }
                deeds.echo("car");
                saga.addCompensation(() -> undone.add(deeds.echo("undo car")));
                deeds.refuse("NoRoom");
            } catch (ActivityFailure e) {
                try {
                    saga.compensate();
                } catch (ActivityFailure failedCompensation) {
                    Workflow.getLogger(TripRun.class).info("not all could be undone");
                }
            }
            return String.join(", ", undone);
        }
    }
}
