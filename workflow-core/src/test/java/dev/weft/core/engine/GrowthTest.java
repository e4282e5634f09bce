package dev.weft.core.engine;

import static dev.weft.core.scenario.ClientSteps.asked;
import static dev.weft.core.scenario.ClientSteps.cancel;
import static dev.weft.core.scenario.ClientSteps.describe;
import static dev.weft.core.scenario.ClientSteps.pollUpdate;
import static dev.weft.core.scenario.ClientSteps.query;
import static dev.weft.core.scenario.ClientSteps.signal;
import static dev.weft.core.scenario.ClientSteps.started;
import static dev.weft.core.scenario.ClientSteps.startedAgain;
import static dev.weft.core.scenario.ClientSteps.terminate;
import static dev.weft.core.scenario.ClientSteps.update;
import static dev.weft.core.scenario.Commands.acceptUpdate;
import static dev.weft.core.scenario.Commands.cancelActivity;
import static dev.weft.core.scenario.Commands.cancelChild;
import static dev.weft.core.scenario.Commands.cancelTimer;
import static dev.weft.core.scenario.Commands.completeUpdate;
import static dev.weft.core.scenario.Commands.continueAsNew;
import static dev.weft.core.scenario.Commands.scheduleActivity;
import static dev.weft.core.scenario.Commands.signalWorkflow;
import static dev.weft.core.scenario.Commands.startChild;
import static dev.weft.core.scenario.Commands.startTimer;
import static dev.weft.core.scenario.FamilySteps.childCompleted;
import static dev.weft.core.scenario.FamilySteps.externalAnswered;
import static dev.weft.core.scenario.OperatorSteps.FIRST_TASK;
import static dev.weft.core.scenario.OperatorSteps.LAST_TASK;
import static dev.weft.core.scenario.OperatorSteps.delete;
import static dev.weft.core.scenario.OperatorSteps.reset;
import static dev.weft.core.scenario.Stage.given;
import static dev.weft.core.scenario.WorkerSteps.activityCompleted;
import static dev.weft.core.scenario.WorkerSteps.activityFailed;
import static dev.weft.core.scenario.WorkerSteps.nextIsDue;
import static dev.weft.core.scenario.WorkerSteps.taskCompleted;
import static dev.weft.core.scenario.WorkerSteps.taskStartReported;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.weft.core.command.Command;
import dev.weft.core.model.ParentClosePolicy;
import dev.weft.core.model.WorkflowIdConflictPolicy;
import dev.weft.core.model.WorkflowIdReusePolicy;
import dev.weft.core.request.ReplyTo;
import dev.weft.core.scenario.Commands;
import dev.weft.core.scenario.Stage;
import dev.weft.core.state.ExecutionState;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is done to ten times as many things must take about ten times the work, not a hundred times. Work is told by the
 * memory that is asked for, since that is the same on every machine.
 */
class GrowthTest {
    private static final int FEW = 400;
    private static final int MANY = 10 * FEW;
    /** Ten, and something for maps that are deeper. */
    private static final double MOST = 14;

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    static Stream<Named<IntConsumer>> everything() {
        return Stream.of(
                Named.of("timers that fire at once", GrowthTest::timersFireAtOnce),
                Named.of("timers that fired in the buffer and are canceled", GrowthTest::bufferedTimersAreCanceled),
                Named.of("signals to an idle workflow", GrowthTest::signalsOneByOne),
                Named.of("signals and cancel requests in the buffer", GrowthTest::messagesAreBuffered),
                Named.of("activities that complete one after the other", GrowthTest::activitiesComplete),
                Named.of("activities that complete in the buffer", GrowthTest::activitiesCompleteInTheBuffer),
                Named.of("activities that fail and are tried again", GrowthTest::activitiesAreRetried),
                Named.of("activities that are canceled at once", GrowthTest::activitiesAreCanceled),
                Named.of("children that start and end", GrowthTest::childrenRun),
                Named.of("children whose parent is terminated", GrowthTest::childrenAreTerminated),
                Named.of("signals to other workflows", GrowthTest::othersAreSignaled),
                Named.of("cancels of children that a reset has kept", GrowthTest::keptChildrenAreCanceled),
                Named.of("updates one after the other", GrowthTest::updatesOneByOne),
                Named.of("updates that a reset has taken over", GrowthTest::updatesAreTakenOver),
                Named.of("polls of an update", GrowthTest::updateIsPolled),
                Named.of("runs of a workflow that continues as new", GrowthTest::chainContinues),
                Named.of("runs that are asked for or deleted", GrowthTest::runsAreDeleted),
                Named.of("queries that wait", GrowthTest::queriesWait),
                Named.of("snapshots, restored and described", GrowthTest::stateIsRestored),
                Named.of("what is sent again after a takeover", GrowthTest::everythingIsSentAgain));
    }

    @ParameterizedTest
    @MethodSource("everything")
    void tenTimesAsManyTakeAboutTenTimesTheWork(IntConsumer scenario) {
        scenario.accept(FEW);
        double growth = (double) bytesAskedFor(scenario, MANY) / bytesAskedFor(scenario, FEW);
        assertThat(growth).isLessThan(MOST);
    }

    private static long bytesAskedFor(IntConsumer scenario, int many) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        scenario.accept(many);
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }

    private static void timersFireAtOnce(int many) {
        Stage stage = given(started(), taskCompleted(each(many, GrowthTest::timer)));
        stage.when(nextIsDue());
        assertThat(stage.state().timers()).isEmpty();
    }

    private static void bufferedTimersAreCanceled(int many) {
        Stage stage = given(started(), taskCompleted(each(many, GrowthTest::timer)), signal("wake"), nextIsDue());
        stage.when(taskCompleted(each(many, i -> cancelTimer("t-" + i))));
        assertThat(stage.state().buffer()).isEmpty();
    }

    private static void signalsOneByOne(int many) {
        Stage stage = given(started());
        for (int i = 0; i < many; i++) {
            stage.when(asked("signal-" + i, signal("s")));
            stage.when(taskCompleted());
        }
    }

    private static void messagesAreBuffered(int many) {
        Stage stage = given(started(), taskStartReported());
        for (int i = 0; i < many; i++) {
            stage.when(signal("s"));
            stage.when(asked("cancel-" + i, cancel()));
        }
        stage.when(taskCompleted());
        assertThat(stage.state().buffer()).isEmpty();
    }

    private static void activitiesComplete(int many) {
        Stage stage = given(started(), taskCompleted(each(many, GrowthTest::activity)));
        for (int i = 0; i < many; i++) {
            stage.when(activityCompleted("a-" + i));
            stage.when(taskCompleted());
        }
        assertThat(stage.state().activities()).isEmpty();
    }

    private static void activitiesCompleteInTheBuffer(int many) {
        Stage stage =
                given(started(), taskCompleted(each(many, GrowthTest::activity)), signal("wake"), taskStartReported());
        for (int i = 0; i < many; i++) {
            stage.when(activityCompleted("a-" + i));
        }
        stage.when(taskCompleted());
        assertThat(stage.state().activities()).isEmpty();
    }

    private static void activitiesAreRetried(int many) {
        Stage stage = given(started(), taskCompleted(each(many, GrowthTest::activity)));
        for (int i = 0; i < many; i++) {
            stage.when(activityFailed("a-" + i));
        }
        stage.when(nextIsDue());
        assertThat(stage.state().activities().size()).isEqualTo(many);
    }

    private static void activitiesAreCanceled(int many) {
        Stage stage = given(started(), taskCompleted(each(many, GrowthTest::activity)), signal("wake"));
        stage.when(taskCompleted(each(many, i -> cancelActivity(5 + i))));
        assertThat(stage.state().activities()).isEmpty();
    }

    private static void childrenRun(int many) {
        Stage stage = given(started(), taskCompleted(each(many, GrowthTest::child)));
        for (int i = 0; i < many; i++) {
            stage.when(childCompleted());
            stage.when(taskCompleted());
        }
        assertThat(stage.state().children()).isEmpty();
    }

    private static void childrenAreTerminated(int many) {
        Stage stage = given(started(), taskCompleted(each(many, GrowthTest::child)));
        stage.when(terminate());
        assertThat(stage.state().outbox().size()).isEqualTo(2 * many);
    }

    private static void othersAreSignaled(int many) {
        Stage stage = given(started(), taskCompleted(each(many, i -> signalWorkflow("other", "s"))));
        stage.when(externalAnswered(""));
        stage.when(nextIsDue());
        assertThat(stage.state().externals().size()).isEqualTo(many - 1);
    }

    private static void updatesOneByOne(int many) {
        Stage stage = given(started(), taskCompleted());
        for (int i = 0; i < many; i++) {
            stage.when(update("u-" + i));
            stage.when(taskCompleted(acceptUpdate("u-" + i), completeUpdate("u-" + i)));
        }
    }

    private static void keptChildrenAreCanceled(int many) {
        Stage stage = given(started(), taskCompleted(each(many, GrowthTest::child)), signal("wake"), taskCompleted());
        stage.when(reset(LAST_TASK));
        stage.when(taskCompleted(each(many, i -> cancelChild("child-" + i))));
        assertThat(stage.state().externals().size()).isEqualTo(many);
    }

    /** All are accepted first, so that the newest complete before the oldest. */
    private static void updatesAreTakenOver(int many) {
        Stage stage = given(started(), taskCompleted());
        for (int i = 0; i < many; i++) {
            stage.when(update("u-" + i));
            stage.when(taskCompleted(acceptUpdate("u-" + i), completeUpdate("u-" + i)));
        }
        stage.when(reset(FIRST_TASK));
        while (!stage.state().task().sentUpdates().isEmpty()) {
            stage.when(taskCompleted(stage.state().task().sentUpdates().stream()
                    .map(Commands::acceptUpdate)
                    .toArray(Command[]::new)));
        }
        for (int i = many - 1; i >= 0; i--) {
            stage.when(signal("wake"));
            stage.when(taskCompleted(completeUpdate("u-" + i)));
        }
        assertThat(stage.state().updates().inFlight()).isZero();
    }

    private static void updateIsPolled(int many) {
        Stage stage = given(started(), taskCompleted(), update("u"));
        stage.when(taskCompleted(acceptUpdate("u")));
        for (int i = 0; i < many; i++) {
            stage.when(asked("", new ReplyTo("frontend", i), pollUpdate("u")));
        }
    }

    private static void chainContinues(int many) {
        Stage stage = given(started());
        for (int i = 0; i < many; i++) {
            stage.when(taskCompleted(continueAsNew()));
            if (!stage.state().task().isStarted()) {
                stage.when(nextIsDue());
            }
        }
        assertThat(stage.state().retired().size()).isEqualTo(many);
    }

    private static void runsAreDeleted(int many) {
        Stage stage = given();
        for (int i = 0; i < many; i++) {
            stage.when(startedAgain("run-" + i, WorkflowIdReusePolicy.ALLOW_DUPLICATE, WorkflowIdConflictPolicy.FAIL));
            stage.when(terminate());
        }
        for (int i = many - 1; i >= 0; i--) {
            stage.when(delete("run-" + i));
        }
        assertThat(stage.state().isForgotten()).isTrue();
    }

    /** As many as may wait at a time. */
    private static void queriesWait(int many) {
        Stage stage = given(started());
        for (int i = 0; i < many / 4; i++) {
            stage.when(asked("", new ReplyTo("frontend", i), query("state")));
        }
        stage.when(taskCompleted());
        assertThat(stage.state().queries()).isEmpty();
    }

    private static void stateIsRestored(int many) {
        Stage stage = given(
                started(),
                taskCompleted(each(many, GrowthTest::activity)),
                signal("wake"),
                taskCompleted(each(many, GrowthTest::timer)));
        ExecutionState restored = ExecutionState.restore(stage.state().snapshot());
        assertThat(restored.activities().size()).isEqualTo(many);
        stage.when(describe());
    }

    private static void everythingIsSentAgain(int many) {
        Stage stage = given(
                started(),
                taskCompleted(each(many, GrowthTest::activity)),
                signal("wake"),
                taskCompleted(each(many, GrowthTest::child)));
        assertThat(WorkflowStateMachine.resend(stage.state())).hasSize(2 * many);
    }

    private static Command activity(int index) {
        return scheduleActivity("a-" + index);
    }

    private static Command timer(int index) {
        return startTimer("t-" + index, SECOND);
    }

    private static Command child(int index) {
        return startChild("child-" + index, ParentClosePolicy.TERMINATE);
    }

    private static Command[] each(int many, IntFunction<Command> command) {
        return IntStream.range(0, many).mapToObj(command).toArray(Command[]::new);
    }
}
