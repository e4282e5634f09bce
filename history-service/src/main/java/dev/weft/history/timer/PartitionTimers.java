package dev.weft.history.timer;

import dev.weft.core.model.ExecutionKey;
import dev.weft.history.engine.DueListener;
import dev.weft.history.engine.LiveExecution;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The timers of one partition. Each execution that waits for a time has either a near timer, or a row in the far store
 * in a window that is not later than its due time; so a due time that moves to a later one costs nothing until the old
 * one has come. Used by the partition's thread only.
 */
public final class PartitionTimers implements DueListener {
    /** Windows are loaded this long before they begin. */
    static final long AHEAD_MILLIS = 60_000;

    private final TimerService service;
    private final FarTimers far;
    private final Map<ExecutionKey, NearTimer> near = new HashMap<>();
    private final Queue<NearTimer> returned = new ConcurrentLinkedQueue<>();
    private long nearEndMillis;

    /** @param rows local and not logged; what is left in it from earlier does no harm */
    public PartitionTimers(TimerService service, KeyValueStore<Bytes, byte[]> rows) {
        this.service = service;
        this.far = new FarTimers(rows);
        this.nearEndMillis = nearEnd();
    }

    @Override
    public void dueChanged(LiveExecution execution, long beforeMillis) {
        ExecutionKey key = execution.key();
        long due = execution.dueMillis();
        NearTimer timer = near.get(key);
        if (timer != null) {
            service.set(timer, due);
            if (due == LiveExecution.NEVER) {
                near.remove(key);
            }
        } else if (due < nearEndMillis) {
            addNear(key, due);
        } else if (due != LiveExecution.NEVER && !hasRow(beforeMillis, due)) {
            far.put(key, due);
        }
    }

    /** Begins to watch an execution that was taken over. */
    public void watch(LiveExecution execution) {
        if (execution.dueMillis() != LiveExecution.NEVER) {
            dueChanged(execution, LiveExecution.NEVER);
        }
    }

    /**
     * A request that something was due found that it is not yet: by the log's clock, {@code logMillis}, the time has not
     * come.
     */
    public void cameEarly(LiveExecution execution, long logMillis) {
        long due = execution.dueMillis();
        NearTimer timer = near.get(execution.key());
        if (timer != null && logMillis < due && due <= service.nowMillis()) {
            service.lookAgainIn(timer, due - logMillis);
        }
    }

    /**
     * Moves timers between far and near as time goes by. To be called about every second, and again at once while there
     * is more.
     *
     * @param executions finds an execution as it is now
     * @return whether there is more
     */
    public boolean advance(Function<ExecutionKey, LiveExecution> executions, int executionsMax) {
        takeBack();
        nearEndMillis = Math.max(nearEndMillis, nearEnd());
        List<ExecutionKey> loaded = far.takeBefore(nearEndMillis, executionsMax);
        for (ExecutionKey key : loaded) {
            watch(executions.apply(key));
        }
        return loaded.size() == executionsMax;
    }

    /** Executions with a timer in memory. */
    public int nearTimers() {
        return near.size();
    }

    /** Lets go of everything; the partition has gone elsewhere. */
    public void close() {
        near.values().forEach(timer -> service.set(timer, NearTimer.NEVER));
        near.clear();
        returned.clear();
    }

    /** What turned out not to be near goes to the far store. */
    private void takeBack() {
        for (NearTimer timer = returned.poll(); timer != null; timer = returned.poll()) {
            long due = service.dueMillis(timer);
            if (!near.remove(timer.key, timer) || due == NearTimer.NEVER) {
                continue;
            }
            if (due < nearEndMillis) {
                near.put(timer.key, timer);
                service.set(timer, due);
            } else {
                far.put(timer.key, due);
            }
        }
    }

    private void addNear(ExecutionKey key, long dueMillis) {
        NearTimer timer = new NearTimer(key, returned::add);
        near.put(key, timer);
        service.set(timer, dueMillis);
    }

    private boolean hasRow(long beforeMillis, long dueMillis) {
        return beforeMillis != LiveExecution.NEVER && FarTimers.window(beforeMillis) <= FarTimers.window(dueMillis);
    }

    private long nearEnd() {
        return FarTimers.window(service.nowMillis() + AHEAD_MILLIS) + FarTimers.WINDOW_MILLIS;
    }
}
