package dev.weft.examples.generic;

import dev.weft.sdk.workflow.Workflow;
import org.jspecify.annotations.Nullable;

/** Runs a {@link Counter}. */
public final class CounterWorkflow implements Counter {
    private long total;
    private boolean finished;

    @Override
    public long run(@Nullable Long initial) {
        total += initial == null ? 0 : initial;
        Workflow.await(() -> finished || Workflow.getInfo().continueAsNewSuggested());
        if (!finished) {
            Workflow.continueAsNew(total);
        }
        return total;
    }

    @Override
    public void add(long number) {
        total += number;
    }

    @Override
    public void finish() {
        finished = true;
    }

    @Override
    public long total() {
        return total;
    }

    @Override
    public long addAndGet(long number) {
        total += number;
        return total;
    }

    @Override
    public void checkAdd(long number) {
        if (number == 0) {
            throw new IllegalArgumentException("Expected a number that changes the total, but got 0");
        }
    }
}
