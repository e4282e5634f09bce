package dev.weft.sdk.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.weft.sdk.scenario.ScriptedServer.Cache;
import dev.weft.sdk.workflow.HandlerUnfinishedPolicy;
import dev.weft.sdk.workflow.SignalMethod;
import dev.weft.sdk.workflow.UpdateMethod;
import dev.weft.sdk.workflow.Workflow;
import dev.weft.sdk.workflow.WorkflowInterface;
import dev.weft.sdk.workflow.WorkflowLock;
import dev.weft.sdk.workflow.WorkflowMethod;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;

/** Row 31: handlers that are under way when a run closes, locks and semaphores. */
class HandlersAtCloseTest {

    @WorkflowInterface
    public interface Shop {
        @WorkflowMethod
        String run();

        @SignalMethod
        void close();

        @SignalMethod
        void refill();

        @SignalMethod(unfinishedPolicy = HandlerUnfinishedPolicy.ABANDON)
        void decorate();

        @UpdateMethod
        String serve();

        @UpdateMethod(unfinishedPolicy = HandlerUnfinishedPolicy.ABANDON)
        String advise();
    }

    public static final class ShopRun implements Shop {
        private boolean closed;

        @Override
        public String run() {
            Workflow.await(() -> closed);
            return "closed, all finished: " + Workflow.isEveryHandlerFinished();
        }

        @Override
        public void close() {
            closed = true;
        }

        @Override
        public void refill() {
            Workflow.sleep(Duration.ofHours(1));
        }

        @Override
        public void decorate() {
            Workflow.sleep(Duration.ofHours(1));
        }

        @Override
        public String serve() {
            Workflow.sleep(Duration.ofHours(1));
            return "served";
        }

        @Override
        public String advise() {
            Workflow.sleep(Duration.ofHours(1));
            return "advised";
        }
    }

    private final Logger runner = (Logger) LoggerFactory.getLogger("dev.weft.sdk.runner");
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeEach
    void listen() {
        log.start();
        runner.setLevel(Level.WARN);
        runner.addAppender(log);
    }

    @AfterEach
    void stopListening() {
        runner.detachAppender(log);
        runner.setLevel(null);
    }

    @Test
    void handlersUnderWayAtTheCloseAreWarnedOfUnlessTheirPolicyIsToAbandon() {
        try (ScriptedServer server = ScriptedServer.of(Cache.STICKY, ShopRun.class)) {
            server.start("Shop").signal("refill").signal("decorate");
            server.update("u1", "serve").update("u2", "advise").task();
            server.signal("close").task();

            assertThat(server.result(String.class)).isEqualTo("closed, all finished: false");
            assertThat(log.list).singleElement().satisfies(event -> {
                assertThat(event.getLevel()).isEqualTo(Level.WARN);
                assertThat(event.getFormattedMessage())
                        .endsWith("closes while handlers are under way: [signal refill, update serve]");
            });
        }
    }

    @Test
    void aReplayDoesNotWarnAgain() {
        try (ScriptedServer server = ScriptedServer.of(Cache.NONE, ShopRun.class)) {
            server.start("Shop").signal("refill").task().signal("close").task();
            log.list.clear();

            server.query("__stack_trace");

            assertThat(log.list).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Cache.class)
    void aRunMayAwaitThatEveryHandlerIsFinished(Cache cache) {
        try (ScriptedServer server = Lambdas.started(cache, code -> {
            Workflow.registerListener(new Object() {
                @SignalMethod
                public void slow() {
                    Workflow.sleep(Duration.ofSeconds(1));
                    code.notes.add("slow");
                }
            });
            Workflow.await(() -> !code.notes.isEmpty() && Workflow.isEveryHandlerFinished());
            return code.notes;
        })) {
            server.task()
                    .signal("slow")
                    .signal("note", "quick")
                    .task()
                    .fireTimer()
                    .task();

            assertThat(server.result(String[].class)).containsExactly("quick", "slow");
        }
    }

    @ParameterizedTest
    @EnumSource(Cache.class)
    void aLockIsHeldByOneHandlerAtATime(Cache cache) {
        try (ScriptedServer server = Lambdas.started(cache, code -> {
            WorkflowLock lock = Workflow.newLock();
            Workflow.registerListener(new Object() {
                @SignalMethod
                public void exclusive(String name) {
                    lock.lock();
                    try {
                        code.notes.add(name + " in");
                        Workflow.sleep(Duration.ofSeconds(1));
                        code.notes.add(name + " out");
                    } finally {
                        lock.unlock();
                    }
                }
            });
            Workflow.await(() -> code.notes.size() == 4 && !lock.isHeld());
            return code.notes;
        })) {
            server.task().signal("exclusive", "a").signal("exclusive", "b").task();
            server.fireTimer().task().fireTimer().task();

            assertThat(server.result(String[].class)).containsExactly("a in", "a out", "b in", "b out");
        }
    }

    @ParameterizedTest
    @EnumSource(Cache.class)
    void whoCannotGetTheLockInTimeGoesOnWithoutIt(Cache cache) {
        try (ScriptedServer server = Lambdas.started(cache, code -> {
            WorkflowLock lock = Workflow.newLock();
            lock.lock();
            boolean twice = lock.tryLock(Duration.ofSeconds(1));
            lock.unlock();
            boolean again = lock.tryLock(Duration.ofSeconds(1));
            return twice + " " + again;
        })) {
            server.task().fireTimer().task();

            assertThat(server.result(String.class)).isEqualTo("false true");
        }
    }

    @Test
    void aFreeLockCannotBeUnlocked() {
        try (ScriptedServer server = Lambdas.started(Cache.STICKY, code -> {
            Workflow.newLock().unlock();
            return null;
        })) {
            assertThat(server.failingTask().failure().message())
                    .isEqualTo("Expected the lock to be held, but it is free");
        }
    }

    @Test
    void aSemaphoreHasAPermitAtLeast() {
        try (ScriptedServer server = Lambdas.started(Cache.STICKY, code -> Workflow.newSemaphore(0))) {
            assertThat(server.failingTask().failure().message()).isEqualTo("Expected at least 1 permit, but got 0");
        }
    }
}
