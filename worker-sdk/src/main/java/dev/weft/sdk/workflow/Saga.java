package dev.weft.sdk.workflow;

import dev.weft.sdk.workflow.Functions.Proc;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.slf4j.Logger;

/**
 * Undoes what was done when a later step fails: after each step add its compensation, and call {@link #compensate} when
 * the workflow cannot go on. Compensations run in reverse order, apart from the scope that may have been canceled.
 */
public final class Saga {

    /** How compensations run. */
    public enum Order {
        /** One after the other, the last step's first; a failure ends it. */
        REVERSE,
        /** As {@link #REVERSE}, but a failure does not keep the others from running. */
        REVERSE_CONTINUE_WITH_ERROR,
        /** All at the same time. */
        PARALLEL
    }

    private static final Logger LOG = Workflow.getLogger(Saga.class);

    private final Order order;
    private final Deque<Proc> compensations = new ArrayDeque<>();

    public Saga() {
        this(Order.REVERSE);
    }

    public Saga(Order order) {
        this.order = order;
    }

    public void addCompensation(Proc compensation) {
        compensations.push(compensation);
    }

    /**
     * Runs all compensations, once.
     *
     * @throws RuntimeException the first failure, with the others as suppressed ones; those are logged, since history
     *     keeps causes only
     */
    public void compensate() {
        List<Proc> all = new ArrayList<>(compensations);
        compensations.clear();
        Workflow.newDetachedCancellationScope(() -> run(all)).run();
    }

    private void run(List<Proc> all) {
        List<RuntimeException> failures =
                switch (order) {
                    case REVERSE -> inOrder(all, true);
                    case REVERSE_CONTINUE_WITH_ERROR -> inOrder(all, false);
                    case PARALLEL -> atTheSameTime(all);
                };
        if (!failures.isEmpty()) {
            RuntimeException first = failures.getFirst();
            for (RuntimeException further : failures.subList(1, failures.size())) {
                LOG.warn("A further compensation failed, which the failure in history does not tell", further);
                if (further != first) {
                    first.addSuppressed(further);
                }
            }
            throw first;
        }
    }

    private static List<RuntimeException> inOrder(List<Proc> all, boolean stopAtFailure) {
        List<RuntimeException> failures = new ArrayList<>();
        for (Proc compensation : all) {
            try {
                compensation.apply();
            } catch (Exception e) {
                failures.add(Workflow.wrap(e));
                if (stopAtFailure) {
                    break;
                }
            }
        }
        return failures;
    }

    private static List<RuntimeException> atTheSameTime(List<Proc> all) {
        List<Promise<?>> running = new ArrayList<>();
        all.forEach(compensation -> running.add(Async.procedure(compensation)));
        List<RuntimeException> failures = new ArrayList<>();
        for (Promise<?> promise : running) {
            RuntimeException failure = promise.getFailure();
            if (failure != null) {
                failures.add(failure);
            }
        }
        return failures;
    }
}
