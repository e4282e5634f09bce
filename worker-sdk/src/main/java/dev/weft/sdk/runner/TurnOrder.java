package dev.weft.sdk.runner;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Who is next, in an order that depends on nothing but what the code and its history did: callbacks of promises, then
 * message handlers, then what became ready, each first come first served, then those whose condition holds, in the order
 * in which they began to wait.
 */
final class TurnOrder {
    private final Deque<Turn> callbacks = new ArrayDeque<>();
    private final Deque<Turn> handlers = new ArrayDeque<>();
    private final Deque<Turn> ready = new ArrayDeque<>();
    private final Set<Coroutine> conditional = new LinkedHashSet<>();

    /** Those of {@link #conditional} that the pass under way has not asked yet. */
    private final Deque<Coroutine> pass = new ArrayDeque<>();

    private final Guard guard;
    private final BooleanSupplier inPasses;
    private boolean changedSincePass;

    /** @param inPasses whether conditions are asked in passes; asked itself only where it makes a difference */
    TurnOrder(Guard guard, BooleanSupplier inPasses) {
        this.guard = guard;
        this.inPasses = inPasses;
    }

    /** {@code callback} goes before anything else. */
    void addCallback(Turn callback) {
        callbacks.add(callback);
    }

    /** {@code handler} goes before the code that waits. */
    void addHandler(Turn handler) {
        handlers.add(handler);
    }

    void addReady(Turn turn) {
        ready.add(turn);
    }

    /** {@code coroutine} goes when its condition holds. */
    void addConditional(Coroutine coroutine) {
        conditional.add(coroutine);
    }

    boolean isAnyConditional() {
        return !conditional.isEmpty();
    }

    /** What conditions depend on may be different now. */
    void changed() {
        changedSincePass = true;
    }

    /** The coroutine that has been waiting for a condition for longest, which stays in line; only if there is one. */
    Coroutine oldestConditional() {
        return conditional.iterator().next();
    }

    /** Takes who is next; null when nobody can go on. Called by a coroutine, since conditions are user code. */
    @Nullable
    Turn next() {
        Turn next = nextReady();
        if (next == null && !conditional.isEmpty()) {
            next = nextByCondition();
        }
        changedSincePass |= next != null;
        return next;
    }

    /** As {@link #next}, without those that wait for a condition. */
    @Nullable
    Turn nextReady() {
        Turn next = callbacks.poll();
        if (next == null) {
            next = handlers.poll();
        }
        return next == null ? ready.poll() : next;
    }

    private @Nullable Turn nextByCondition() {
        guard.enterReadOnly("an await condition");
        try {
            return conditional.size() > 1 && inPasses.getAsBoolean() ? nextInPass() : oldestThatHolds();
        } finally {
            guard.leaveReadOnly();
        }
    }

    /** Asks each one once in a pass, and ends with a pass in which nobody could go on. */
    private @Nullable Turn nextInPass() {
        while (true) {
            while (!pass.isEmpty()) {
                Coroutine coroutine = pass.remove();
                if (conditional.contains(coroutine) && coroutine.conditionHolds()) {
                    conditional.remove(coroutine);
                    return coroutine;
                }
            }
            if (!changedSincePass) {
                return null;
            }
            changedSincePass = false;
            pass.addAll(conditional);
        }
    }

    private @Nullable Turn oldestThatHolds() {
        for (Coroutine coroutine : conditional) {
            if (coroutine.conditionHolds()) {
                conditional.remove(coroutine);
                return coroutine;
            }
        }
        return null;
    }
}
