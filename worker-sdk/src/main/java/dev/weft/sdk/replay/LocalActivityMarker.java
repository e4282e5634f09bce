package dev.weft.sdk.replay;

import dev.weft.core.command.Command;
import dev.weft.core.event.MessageEvent.MarkerRecorded;
import dev.weft.core.model.Failure;
import dev.weft.core.model.Payload;
import dev.weft.core.model.RetryState;
import dev.weft.sdk.replay.LocalActivityReport.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The marker of a local activity: its id and type, the last attempt, the workflow's time when that ended, and either
 * the result, or the failure with the reason why there is no further attempt or the wait before the next one.
 */
final class LocalActivityMarker {
    static final String NAME = "local_activity";

    private static final String TYPE = "type";
    private static final String ATTEMPT = "attempt";
    private static final String TIME = "replayTimeMillis";
    private static final String RESULT = "result";
    private static final String RETRY_STATE = "retryState";
    private static final String BACKOFF = "backoffMillis";

    private LocalActivityMarker() {}

    static Command.RecordMarker command(LocalActivityRequest request, LocalActivityReport report) {
        Map<String, List<Payload>> details = new HashMap<>();
        details.put(Markers.ID, text(request.activityId()));
        details.put(TYPE, text(request.activityType()));
        details.put(ATTEMPT, number(report.attempt()));
        details.put(TIME, number(report.time().toEpochMilli()));
        return switch (report.outcome()) {
            case Outcome.Completed completed -> {
                details.put(RESULT, List.of(completed.result()));
                yield new Command.RecordMarker(NAME, details, Failure.NONE);
            }
            case Outcome.Failed failed -> {
                details.put(RETRY_STATE, text(failed.retryState().name()));
                yield new Command.RecordMarker(NAME, details, failed.failure());
            }
            case Outcome.BackedOff backedOff -> {
                details.put(BACKOFF, number(backedOff.backoff().toMillis()));
                yield new Command.RecordMarker(NAME, details, backedOff.failure());
            }
        };
    }

    private static List<Payload> text(String text) {
        return List.of(Payload.json(Markers.quoted(text)));
    }

    private static List<Payload> number(long number) {
        return List.of(Payload.json(Long.toString(number)));
    }

    static LocalActivityReport report(MarkerRecorded marker) {
        return new LocalActivityReport(
                Integer.parseInt(Markers.string(marker.details(), ATTEMPT)),
                Instant.ofEpochMilli(Long.parseLong(Markers.string(marker.details(), TIME))),
                outcome(marker));
    }

    private static Outcome outcome(MarkerRecorded marker) {
        Map<String, List<Payload>> details = marker.details();
        if (details.containsKey(RETRY_STATE)) {
            RetryState state = RetryState.valueOf(unquoted(Markers.string(details, RETRY_STATE)));
            return new Outcome.Failed(marker.failure(), state);
        }
        if (details.containsKey(BACKOFF)) {
            long millis = Long.parseLong(Markers.string(details, BACKOFF));
            return new Outcome.BackedOff(marker.failure(), Duration.ofMillis(millis));
        }
        return new Outcome.Completed(
                details.getOrDefault(RESULT, List.of(Payload.NONE)).getFirst());
    }

    private static String unquoted(String word) {
        return word.substring(1, word.length() - 1);
    }

    /** Whether it tells of an activity of this type. */
    static boolean isOfType(MarkerRecorded marker, String activityType) {
        return Markers.string(marker.details(), TYPE).equals(Markers.quoted(activityType));
    }

    static String describe(Map<String, List<Payload>> details) {
        return " (local activity " + Markers.string(details, TYPE) + ", id " + Markers.id(details) + ")";
    }

    static String describe(LocalActivityRequest request) {
        return " (local activity " + Markers.quoted(request.activityType()) + ", id "
                + Markers.quoted(request.activityId()) + ")";
    }
}
