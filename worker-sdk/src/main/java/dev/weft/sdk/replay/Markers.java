package dev.weft.sdk.replay;

import dev.weft.core.command.Command;
import dev.weft.core.event.EventAttributes;
import dev.weft.core.event.MessageEvent.MarkerRecorded;
import dev.weft.core.model.Failure;
import dev.weft.core.model.Payload;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** The markers of this SDK and how they are told apart. */
final class Markers {
    static final String VERSION = "Version";
    static final String SIDE_EFFECT = "SideEffect";
    static final String MUTABLE_SIDE_EFFECT = "MutableSideEffect";
    static final String LOCAL_ACTIVITY = LocalActivityMarker.NAME;
    static final String CHECKPOINT = "checkpoint";

    static final String ID = "id";
    private static final String NAME = "name";
    private static final String VALUE = "value";
    private static final String CALL = "call";

    private Markers() {}

    static Command.RecordMarker version(String changeId, int version) {
        return marker(
                VERSION,
                Map.of(
                        ID,
                        List.of(Payload.json(quoted(changeId))),
                        VALUE,
                        List.of(Payload.json(Integer.toString(version)))));
    }

    static Command.RecordMarker sideEffect(Payload value) {
        return marker(SIDE_EFFECT, Map.of(VALUE, List.of(value)));
    }

    /** @param call from 1, counts the calls with this id in the run */
    static Command.RecordMarker mutableSideEffect(String id, int call, Payload value) {
        return marker(
                MUTABLE_SIDE_EFFECT,
                Map.of(
                        ID,
                        List.of(Payload.json(quoted(id))),
                        CALL,
                        List.of(Payload.json(Integer.toString(call))),
                        VALUE,
                        List.of(value)));
    }

    static Command.RecordMarker checkpoint(String name) {
        return marker(CHECKPOINT, Map.of(NAME, List.of(Payload.json(quoted(name)))));
    }

    private static Command.RecordMarker marker(String name, Map<String, List<Payload>> details) {
        return new Command.RecordMarker(name, details, Failure.NONE);
    }

    static boolean isVersion(EventAttributes event) {
        return event instanceof MarkerRecorded marker && marker.markerName().equals(VERSION);
    }

    static boolean fits(Command.RecordMarker command, MarkerRecorded event) {
        return command.markerName().equals(event.markerName())
                && id(command.details()).equals(id(event.details()));
    }

    /** What tells the markers of a kind apart: the quoted id or name, empty when there is none. */
    static String id(Map<String, List<Payload>> details) {
        String id = string(details, ID);
        return id.isEmpty() ? string(details, NAME) : id;
    }

    static int version(MarkerRecorded marker) {
        return Integer.parseInt(string(marker.details(), VALUE));
    }

    /** The key under which a mutable side effect's value is found again. */
    static String callKey(MarkerRecorded marker) {
        return callKey(id(marker.details()), Integer.parseInt(string(marker.details(), CALL)));
    }

    /** @param id quoted */
    static String callKey(String id, int call) {
        return call + "/" + id;
    }

    static Payload value(MarkerRecorded marker) {
        List<Payload> value = marker.details().getOrDefault(VALUE, List.of());
        return value.isEmpty() ? Payload.NONE : value.getFirst();
    }

    static String describe(String name, Map<String, List<Payload>> details) {
        if (name.equals(LOCAL_ACTIVITY)) {
            return LocalActivityMarker.describe(details);
        }
        String id = id(details);
        return " (" + name + (id.isEmpty() ? "" : " " + id) + ")";
    }

    /** The JSON text of a string, which is how ids are kept and compared. */
    static String quoted(String text) {
        StringBuilder json = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ') {
                json.append(String.format("\\u%04x", (int) c));
            } else if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else {
                json.append(c);
            }
        }
        return json.append('"').toString();
    }

    /** The JSON text of a detail, empty when the marker does not have it. */
    static String string(Map<String, List<Payload>> details, String key) {
        List<Payload> values = details.getOrDefault(key, List.of());
        return values.isEmpty() ? "" : new String(values.getFirst().data(), StandardCharsets.UTF_8);
    }
}
