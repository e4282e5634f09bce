package dev.weft.sdk.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.sdk.scenario.ScriptedServer.Cache;
import dev.weft.sdk.workflow.UpdateMethod;
import dev.weft.sdk.workflow.UpdateValidatorMethod;
import dev.weft.sdk.workflow.Workflow;
import dev.weft.sdk.workflow.WorkflowInterface;
import dev.weft.sdk.workflow.WorkflowMethod;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tasks that exist for updates alone. */
class SpeculativeTest {

    @WorkflowInterface
    public interface Clock {
        @WorkflowMethod
        long run();

        @UpdateMethod
        void set(int number);

        @UpdateValidatorMethod(updateName = "set")
        void check(int number);
    }

    public static final class ClockRun implements Clock {
        private int number;

        @Override
        public long run() {
            long begun = Workflow.currentTimeMillis();
            // Holds as soon as time has moved, which a forgotten task must not do.
            Workflow.await(() -> Workflow.currentTimeMillis() > begun);
            return number;
        }

        @Override
        public void set(int newNumber) {
            number = newNumber;
        }

        @Override
        public void check(int newNumber) {
            if (newNumber < 0) {
                throw new IllegalArgumentException("Expected 0 or more, but got " + newNumber);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Cache.class)
    void aForgottenTaskMovesNothing(Cache cache) {
        try (ScriptedServer server = ScriptedServer.of(cache, ClockRun.class)) {
            server.start("Clock").task();
            int length = server.history().size();
            for (int i = 1; i <= 3; i++) {
                server.update("u" + i, "set", -i).speculativeTask();
            }
            assertThat(server.rejections).hasSize(3);
            assertThat(server.history()).hasSize(length);

            server.update("u4", "set", 5).speculativeTask();
            assertThat(server.result(Long.class)).isEqualTo(5);
        }
    }

    @ParameterizedTest
    @EnumSource(Cache.class)
    void newsAfterAForgottenTaskTakeItsEventIds(Cache cache) {
        try (ScriptedServer server = ScriptedServer.of(cache, ClockRun.class)) {
            server.start("Clock").task();
            server.update("u1", "set", -1).speculativeTask();
            server.signal("unknown").task();

            assertThat(server.result(Long.class)).isZero();
            assertThat(server.story())
                    .containsExactly(
                            "WorkflowExecutionStarted", "WorkflowExecutionSignaled", "WorkflowExecutionCompleted");
        }
    }
}
