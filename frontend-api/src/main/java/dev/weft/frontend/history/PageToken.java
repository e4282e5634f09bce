package dev.weft.frontend.history;

import dev.weft.frontend.problem.Problem;
import dev.weft.frontend.problem.ProblemType;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Where the next page of a history begins. Opaque to clients; keeps to one run while the execution goes on to others.
 *
 * @param runId never empty
 */
record PageToken(String runId, long nextEventId) {

    String encoded() {
        String text = nextEventId + ":" + runId;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    static PageToken decode(String encoded) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(encoded), StandardCharsets.UTF_8);
            int colon = text.indexOf(':');
            if (colon > 0 && colon < text.length() - 1) {
                return new PageToken(text.substring(colon + 1), Long.parseLong(text.substring(0, colon)));
            }
        } catch (IllegalArgumentException e) {
            throw unknown("it is garbled");
        }
        throw unknown("it names no event of a run");
    }

    private static Problem unknown(String why) {
        return ProblemType.INVALID.because(
                "Expected pageToken to be the nextPageToken of an earlier page, but it is not: " + why);
    }
}
