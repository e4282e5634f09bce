package dev.weft.sdk.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.weft.sdk.scenario.ScriptedServer.Cache;
import dev.weft.sdk.workflow.Async;
import dev.weft.sdk.workflow.Promise;
import dev.weft.sdk.workflow.Workflow;
import dev.weft.sdk.workflow.WorkflowLocal;
import dev.weft.sdk.workflow.WorkflowThreadLocal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Row 46: variables of runs and coroutines. */
class LocalsTest {
    private static final WorkflowLocal<Integer> OF_RUN = WorkflowLocal.withInitial(() -> 1);
    private static final WorkflowThreadLocal<Integer> OF_COROUTINE = WorkflowThreadLocal.withInitial(() -> 10);

    @ParameterizedTest
    @EnumSource(Cache.class)
    void aLocalIsSharedByTheCoroutinesOfARun(Cache cache) {
        Lambdas.Body body = code -> {
            Promise<Integer> other = Async.function(() -> {
                OF_RUN.set(OF_RUN.get() + 1);
                Workflow.sleep(Duration.ofSeconds(1));
                return OF_RUN.get();
            });
            Workflow.await(() -> OF_RUN.get() == 2);
            OF_RUN.set(5);
            return other.get();
        };
        for (int run = 0; run < 2; run++) {
            try (ScriptedServer server = Lambdas.started(cache, body)) {
                server.task().fireTimer().task();

                assertThat(server.result(Integer.class)).isEqualTo(5);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Cache.class)
    void aThreadLocalBelongsToOneCoroutine(Cache cache) {
        try (ScriptedServer server = Lambdas.started(cache, code -> {
            OF_COROUTINE.set(20);
            Promise<Integer> first = Async.function(() -> {
                OF_COROUTINE.set(OF_COROUTINE.get() + 1);
                Workflow.sleep(Duration.ofSeconds(1));
                return OF_COROUTINE.get();
            });
            Promise<Integer> second = Async.function(() -> {
                OF_COROUTINE.set(30);
                return OF_COROUTINE.get();
            });
            // Takes up the thread of the one before.
            Promise<Integer> third = Async.function(OF_COROUTINE::get);
            return List.of(first.get(), second.get(), third.get(), OF_COROUTINE.get());
        })) {
            server.task().fireTimer().task();

            assertThat(server.result(List.class)).isEqualTo(List.of(11, 30, 10, 20));
        }
    }

    @ParameterizedTest
    @EnumSource(Cache.class)
    void aConditionSeesTheThreadLocalsOfWhoWaits(Cache cache) {
        try (ScriptedServer server = Lambdas.started(cache, code -> {
            Promise<Integer> waiting = Async.function(() -> {
                OF_COROUTINE.set(2);
                Workflow.await(() -> code.notes.size() == OF_COROUTINE.get());
                return code.notes.size();
            });
            OF_COROUTINE.set(1);
            Workflow.await(() -> code.notes.size() == OF_COROUTINE.get());
            int mine = code.notes.size();
            return List.of(mine, waiting.get());
        })) {
            server.task().signal("note", "a").task().signal("note", "b").task();

            assertThat(server.result(List.class)).isEqualTo(List.of(1, 2));
        }
    }

    @Test
    void localsExistInWorkflowCodeOnly() {
        assertThatIllegalStateException()
                .isThrownBy(OF_RUN::get)
                .withMessageStartingWith("Expected to be called by workflow code, but thread ");
    }
}
