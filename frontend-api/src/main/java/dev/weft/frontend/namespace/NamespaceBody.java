package dev.weft.frontend.namespace;

import dev.weft.frontend.json.JsonObject;
import dev.weft.frontend.problem.ProblemType;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads what a namespace is to be like. */
final class NamespaceBody {
    private static final Duration SHORTEST_RETENTION = Duration.ofHours(1);
    private static final int LONGEST_DESCRIPTION = 1000;
    private static final int MAXIMUM_DATA = 100;
    private static final int LONGEST_DATA = 1000;

    private NamespaceBody() {}

    /** The settings that the body names, and those of {@code namespace} for the others. */
    static Namespace read(JsonObject body, Namespace namespace) {
        return new Namespace(
                namespace.name(),
                namespace.state(),
                retention(body, namespace.retention()),
                body.has("description")
                        ? bounded("description", body.text("description"), LONGEST_DESCRIPTION)
                        : namespace.description(),
                body.has("data") ? data(body.object("data")) : namespace.data(),
                namespace.registeredTime(),
                namespace.registrationId(),
                namespace.changeId());
    }

    private static Duration retention(JsonObject body, Duration fallback) {
        Duration retention = body.duration("retention", fallback);
        if (retention.compareTo(SHORTEST_RETENTION) < 0) {
            throw ProblemType.INVALID.because(
                    "Expected retention to be between 1 hour and 100 years, but got " + retention);
        }
        return retention;
    }

    private static Map<String, String> data(JsonObject data) {
        if (data.names().size() > MAXIMUM_DATA) {
            throw ProblemType.INVALID.because("Expected data to have at most " + MAXIMUM_DATA + " entries, but it has "
                    + data.names().size());
        }
        Map<String, String> entries = new LinkedHashMap<>();
        for (String name : data.names()) {
            bounded("the names of data", name, LONGEST_DATA);
            entries.put(name, bounded(data.pathOf(name), data.text(name), LONGEST_DATA));
        }
        return entries;
    }

    private static String bounded(String field, String text, int longest) {
        if (text.length() > longest) {
            throw ProblemType.INVALID.because(
                    "Expected " + field + " to have at most " + longest + " characters, but it has " + text.length());
        }
        return text;
    }
}
