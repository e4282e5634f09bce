package dev.weft.sdk.runner;

import dev.weft.sdk.workflow.CurrentWorkflow;
import dev.weft.sdk.workflow.LocalValues;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A thread that runs workflow code while it holds the baton. Takes up fresh code when its own has ended. */
final class Coroutine implements Turn {
    private final Coroutines coroutines;
    private final Thread thread;
    private Turn.Fresh work;
    private ScopeNode scope;
    private @Nullable LocalValues locals;
    private boolean started;
    private boolean resumed;
    private @Nullable BooleanSupplier condition;
    private @Nullable Throwable conditionFailure;

    Coroutine(Coroutines coroutines, Turn.Fresh work) {
        this.coroutines = coroutines;
        this.work = work;
        this.scope = work.scope();
        this.thread = Thread.ofVirtual().name(work.name()).unstarted(this::run);
    }

    Thread thread() {
        return thread;
    }

    boolean isStarted() {
        return started;
    }

    /** Lets the thread see that it has got the baton. */
    void signal() {
        if (started) {
            LockSupport.unpark(thread);
        } else {
            started = true;
            thread.start();
        }
    }

    String name() {
        return work.name();
    }

    ScopeNode scope() {
        return scope;
    }

    LocalValues locals() {
        LocalValues mine = locals;
        if (mine == null) {
            mine = new LocalValues();
            locals = mine;
        }
        return mine;
    }

    void setScope(ScopeNode newScope) {
        scope = newScope;
    }

    private void run() {
        CurrentWorkflow.bind(coroutines.runtime());
        coroutines.begins(this);
        boolean holdsBaton = true;
        while (holdsBaton) {
            try {
                coroutines.requireAlive();
                work.body().run();
            } catch (EvictedError e) {
                // The end of this thread is what was wanted.
            } catch (Throwable e) {
                coroutines.thrown(e);
            }
            Turn.Fresh next = coroutines.ended(this);
            holdsBaton = next != null;
            if (next != null) {
                work = next;
                scope = next.scope();
                locals = null;
            }
        }
    }

    /** Makes it go on with its own code when it gets the baton. */
    void resume() {
        resumed = true;
    }

    /** Whether it got the baton to go on; true once. */
    boolean takeResumed() {
        boolean was = resumed;
        resumed = false;
        return was;
    }

    void waitFor(BooleanSupplier newCondition) {
        condition = newCondition;
    }

    /** Whether it can go on: its condition holds or throws. */
    boolean conditionHolds() {
        coroutines.asks(this);
        try {
            return condition == null || condition.getAsBoolean();
        } catch (RuntimeException | Error e) {
            conditionFailure = e;
            return true;
        } finally {
            coroutines.asks(null);
        }
    }

    /** The wait is over. */
    void conditionMet() {
        condition = null;
        Throwable failure = conditionFailure;
        conditionFailure = null;
        if (failure instanceof RuntimeException e) {
            throw e;
        } else if (failure instanceof Error e) {
            throw e;
        }
    }
}
