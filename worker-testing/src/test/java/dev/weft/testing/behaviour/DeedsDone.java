package dev.weft.testing.behaviour;

import dev.weft.sdk.activity.Activity;
import dev.weft.sdk.activity.ActivityExecutionContext;
import dev.weft.sdk.failure.ApplicationFailure;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

final class DeedsDone implements Deeds {
    private static final Duration BEAT = Duration.ofMillis(20);

    @Override
    public String echo(String text) {
        return text;
    }

    @Override
    public int square(int number) {
        return number * number;
    }

    @Override
    public String failBefore(int attempt) {
        int current = Activity.getExecutionContext().getInfo().attempt();
        if (current < attempt) {
            throw new IllegalStateException("attempt " + current);
        }
        return "done";
    }

    @Override
    public String refuse(String failureType) {
        throw ApplicationFailure.nonRetryable("refused", failureType, 42);
    }

    @Override
    public String neverAnswers() {
        Activity.getExecutionContext().doNotCompleteOnReturn();
        return "ignored";
    }

    @Override
    public String findNote(String note) {
        ActivityExecutionContext context = Activity.getExecutionContext();
        return context.getHeartbeatDetails(String.class).orElseGet(() -> {
            context.heartbeat(note);
            throw new IllegalStateException("noted");
        });
    }

    @Override
    public String untilCanceled() {
        while (!Thread.currentThread().isInterrupted()) {
            Activity.getExecutionContext().heartbeat(null);
            LockSupport.parkNanos(BEAT.toNanos());
        }
        throw new IllegalStateException("interrupted");
    }
}
