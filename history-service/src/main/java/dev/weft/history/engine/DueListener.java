package dev.weft.history.engine;

/** Hears when the time has changed at which an execution is due. */
@FunctionalInterface
public interface DueListener {
    /** @param beforeMillis what {@link LiveExecution#dueMillis()} was before */
    void dueChanged(LiveExecution execution, long beforeMillis);
}
