package dev.weft.frontend.state;

import dev.weft.frontend.problem.ProblemType;
import org.jspecify.annotations.Nullable;

/** Event ids as query parameters. */
public final class EventIds {
    private EventIds() {}

    /**
     * The query parameter {@code atEvent}.
     *
     * @param text null when absent
     * @return 0 when absent, which stands for now
     */
    public static long at(@Nullable String text) {
        if (text == null) {
            return 0;
        }
        try {
            long eventId = Long.parseLong(text);
            if (eventId >= 1) {
                return eventId;
            }
        } catch (NumberFormatException e) {
            throw ProblemType.INVALID.because("Expected atEvent to be the id of an event, but got \"" + text + "\"");
        }
        throw ProblemType.INVALID.because("Expected atEvent to be the id of an event, from 1 on, but got " + text);
    }
}
