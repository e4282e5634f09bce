package dev.weft.sdk.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.event.WorkflowEvent.WorkflowExecutionCanceled;
import dev.weft.sdk.failure.ApplicationFailure;
import dev.weft.sdk.failure.CanceledFailure;
import dev.weft.sdk.scenario.ScriptedServer.Cache;
import dev.weft.sdk.workflow.Saga;
import dev.weft.sdk.workflow.Workflow;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Row 48: compensations. */
class SagaTest {

    private static Lambdas.Body undoing(Saga.Order order) {
        return code -> {
            Saga saga = new Saga(order);
            saga.addCompensation(() -> code.steps.undo("first"));
            saga.addCompensation(() -> code.steps.undo("second"));
            try {
                saga.compensate();
                return "undone";
            } catch (RuntimeException e) {
                return e.getCause().getMessage() + " and " + e.getSuppressed().length + " more";
            }
        };
    }

    @ParameterizedTest
    @EnumSource(Cache.class)
    void compensationsInReverseStopAtTheFirstFailure(Cache cache) {
        try (ScriptedServer server = Lambdas.started(cache, undoing(Saga.Order.REVERSE))) {
            server.task();
            assertThat(server.pendingActivities()).isEqualTo(1);
            server.failActivity("Undo", ApplicationFailure.of("stuck", "Stuck")).task();

            assertThat(server.result(String.class)).isEqualTo("stuck and 0 more");
        }
    }

    @ParameterizedTest
    @EnumSource(Cache.class)
    void compensationsMayGoOnAfterAFailure(Cache cache) {
        try (ScriptedServer server = Lambdas.started(cache, undoing(Saga.Order.REVERSE_CONTINUE_WITH_ERROR))) {
            server.task();
            server.failActivity("Undo", ApplicationFailure.of("one", "Stuck")).task();
            server.failActivity("Undo", ApplicationFailure.of("two", "Stuck")).task();

            assertThat(server.result(String.class)).isEqualTo("one and 1 more");
        }
    }

    @ParameterizedTest
    @EnumSource(Cache.class)
    void compensationsMayRunAtTheSameTime(Cache cache) {
        try (ScriptedServer server = Lambdas.started(cache, undoing(Saga.Order.PARALLEL))) {
            server.task();
            assertThat(server.pendingActivities()).isEqualTo(2);
            server.completeActivity("Undo", "ok").completeActivity("Undo", "ok").task();

            assertThat(server.result(String.class)).isEqualTo("undone");
        }
    }

    @ParameterizedTest
    @EnumSource(Cache.class)
    void aCanceledWorkflowStillCompensates(Cache cache) {
        try (ScriptedServer server = Lambdas.started(cache, code -> {
            Saga saga = new Saga();
            saga.addCompensation(() -> code.steps.undo("first"));
            try {
                Workflow.sleep(Duration.ofHours(1));
                return "done";
            } catch (CanceledFailure e) {
                saga.compensate();
                throw e;
            }
        })) {
            server.task().cancel("enough").task().completeActivity("Undo", "ok").task();

            assertThat(server.last(WorkflowExecutionCanceled.class)).isNotNull();
        }
    }

    @ParameterizedTest
    @EnumSource(Cache.class)
    void compensationsMayFailWithTheSameException(Cache cache) {
        try (ScriptedServer server = Lambdas.started(cache, code -> {
            Saga saga = new Saga(Saga.Order.REVERSE_CONTINUE_WITH_ERROR);
            ApplicationFailure failure = ApplicationFailure.of("stuck", "Stuck");
            for (int i = 0; i < 2; i++) {
                saga.addCompensation(() -> {
                    throw failure;
                });
            }
            saga.compensate();
            return "undone";
        })) {
            server.task();

            assertThat(server.failure().message()).isEqualTo("stuck");
        }
    }
}
