package dev.weft.core.engine;

import dev.weft.core.model.ActivitySettings;
import dev.weft.core.model.RetryPolicy;
import dev.weft.core.model.RunSettings;
import dev.weft.core.state.Limits;
import java.time.Duration;

/** Times that users choose: what is negative or beyond every clock is refused, so that no deadline overflows. */
final class Bounds {
    private Bounds() {}

    static boolean inRange(Duration duration) {
        return !duration.isNegative() && duration.compareTo(Limits.LONGEST) <= 0;
    }

    static boolean inRange(RunSettings settings) {
        return inRange(settings.executionTimeout())
                && inRange(settings.runTimeout())
                && inRange(settings.taskTimeout())
                && inRange(settings.retryPolicy());
    }

    static boolean inRange(ActivitySettings settings) {
        return inRange(settings.startToClose())
                && inRange(settings.scheduleToClose())
                && inRange(settings.scheduleToStart())
                && inRange(settings.heartbeat())
                && inRange(settings.retryPolicy());
    }

    private static boolean inRange(RetryPolicy policy) {
        return inRange(policy.initialInterval()) && inRange(policy.maximumInterval());
    }
}
