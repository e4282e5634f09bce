package dev.weft.sdk.scenario;

import dev.weft.core.task.Task;
import dev.weft.sdk.activity.ActivityCanceledException.Reason;
import dev.weft.sdk.data.DataConverter;
import dev.weft.sdk.data.StandardDataConverter;
import dev.weft.sdk.data.StandardFailureConverter;
import dev.weft.sdk.runner.LocalActivityRunner;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A worker process for local activities: what their attempts do is written by a test. They end at once, or are held. */
final class LocalScript implements LocalActivityRunner {

    /** What an attempt does. */
    @FunctionalInterface
    interface Behaviour {
        Object run(Task.ActivityTask task);
    }

    private record Held(Task.ActivityTask task, Listener listener) {}

    private final DataConverter data = new StandardDataConverter();
    private final Map<String, Behaviour> behaviours = new HashMap<>();
    private final List<String> begun = new ArrayList<>();
    private final List<String> stopped = new ArrayList<>();
    private final Set<String> holding = new HashSet<>();
    private final List<Held> held = new ArrayList<>();
    private boolean hasSlots = true;
    private boolean timeless;
    private int together;

    LocalScript() {
        behaviours.put("Step", task -> "done " + data.fromPayload(task.input().getFirst(), String.class));
        behaviours.put("Undo", task -> "undone");
    }

    LocalScript on(String type, Behaviour behaviour) {
        behaviours.put(type, behaviour);
        return this;
    }

    /** Attempts of this type do not end until they are released. */
    LocalScript hold(String type) {
        holding.add(type);
        return this;
    }

    /** Attempts of any type end as soon as there are {@code count} of them, the last one first. */
    LocalScript endInReverse(int count) {
        together = count;
        return this;
    }

    /** Attempts that are held do not even get a slot. */
    LocalScript withoutSlots() {
        hasSlots = false;
        return this;
    }

    /** Time stands still. */
    LocalScript withoutTime() {
        timeless = true;
        return this;
    }

    @Override
    public long nanoTime() {
        return timeless ? 0 : System.nanoTime();
    }

    /** Ends the attempts of a type that are held, and lets those that follow end at once. */
    LocalScript release(String type) {
        holding.remove(type);
        end(held.stream().filter(one -> one.task().activityType().equals(type)).toList());
        return this;
    }

    /** Ends what is held as having been asked to stop. */
    LocalScript releaseCanceled() {
        List<Held> all = List.copyOf(held);
        held.clear();
        all.forEach(one -> one.listener().ended(new Outcome.Canceled(List.of())));
        return this;
    }

    /** The attempts that have begun, as type and attempt. */
    List<String> begun() {
        return begun;
    }

    /** Whom it has asked to stop, as type and reason. */
    List<String> stopped() {
        return stopped;
    }

    @Override
    public Attempt begin(Task.ActivityTask task, Listener listener) {
        begun.add(task.activityType() + task.attempt());
        Held attempt = new Held(task, listener);
        boolean holds = holding.contains(task.activityType());
        if (hasSlots || !holds) {
            listener.started();
        }
        held.add(attempt);
        if (!holds && held.size() >= together) {
            end(held.reversed().stream()
                    .filter(one -> !holding.contains(one.task().activityType()))
                    .toList());
        }
        return reason -> stop(attempt, reason);
    }

    private void stop(Held attempt, Reason reason) {
        stopped.add(attempt.task().activityType() + " " + reason);
    }

    private void end(List<Held> attempts) {
        held.removeAll(attempts);
        attempts.forEach(attempt -> attempt.listener().ended(outcome(attempt.task())));
    }

    private Outcome outcome(Task.ActivityTask task) {
        try {
            Object result = behaviours.get(task.activityType()).run(task);
            return new Outcome.Completed(data.toPayload(result));
        } catch (RuntimeException e) {
            e.setStackTrace(new StackTraceElement[0]);
            return new Outcome.Failed(new StandardFailureConverter().toFailure(e, data));
        }
    }
}
