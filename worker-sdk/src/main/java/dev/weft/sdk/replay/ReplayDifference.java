package dev.weft.sdk.replay;

import dev.weft.core.event.HistoryEvent;
import java.util.List;

/**
 * Where workflow code and history part.
 *
 * @param eventId the event for which code gave another command or none, or the end of the workflow task in which it gave
 *     one too many
 * @param recorded the event that history has there, empty when code gave a command too many
 * @param issued the command that code gave instead, empty when it gave none
 * @param position the line of workflow code that gave it, or at which it waits
 * @param before the commands before, which agree with history; the last ones only
 * @param after the commands after, which history has not been asked about
 */
public record ReplayDifference(
        long eventId, String recorded, String issued, String position, List<String> before, List<String> after) {
    public ReplayDifference {
        before = List.copyOf(before);
        after = List.copyOf(after);
    }

    /** An event in the words of these texts, for example {@code event 5 TimerStarted (timer 1, PT1H)}. */
    public static String describe(HistoryEvent event) {
        return CommandMatching.describe(event);
    }
}
