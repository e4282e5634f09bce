package dev.weft.core.state;

import java.time.Instant;

/** @param finished its TimerFired event waits in the buffer */
public record PendingTimer(String timerId, long startedEventId, Instant fireTime, boolean finished) {

    PendingTimer finishedInBuffer() {
        return new PendingTimer(timerId, startedEventId, fireTime, true);
    }

    PendingTimer rearmed() {
        return new PendingTimer(timerId, startedEventId, fireTime, false);
    }

    Instant deadline() {
        return finished ? Deadline.NEVER : fireTime;
    }
}
