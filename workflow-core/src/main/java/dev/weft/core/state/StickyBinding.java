package dev.weft.core.state;

import java.time.Duration;

/** The worker that keeps the execution in its cache. */
public record StickyBinding(String stickyId, Duration scheduleToStart) {
    public static final StickyBinding NONE = new StickyBinding("", Duration.ZERO);

    public boolean isBound() {
        return !stickyId.isEmpty();
    }
}
