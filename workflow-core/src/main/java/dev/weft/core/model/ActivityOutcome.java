package dev.weft.core.model;

import java.util.List;

/** What somebody other than the activity's worker tells of an attempt. */
public sealed interface ActivityOutcome {
    record Completed(Payload result) implements ActivityOutcome {}

    record Failed(Failure failure) implements ActivityOutcome {}

    /** Legal only after the workflow has asked for the cancellation. */
    record Canceled(List<Payload> details) implements ActivityOutcome {}

    /** The attempt goes on; answered with {@code HeartbeatRecorded}. */
    record Heartbeat(List<Payload> details) implements ActivityOutcome {}
}
