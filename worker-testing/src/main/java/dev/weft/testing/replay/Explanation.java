package dev.weft.testing.replay;

import dev.weft.core.event.HistoryEvent;
import dev.weft.sdk.replay.NonDeterminismException;
import dev.weft.sdk.replay.ReplayDifference;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;

/**
 * A replay that failed, for people:
 *
 * <pre>
 * Order order-7, run 01a… (orders.json) does not replay:
 * Expected a command for event 10 …, but workflow code issued …
 *   history:
 *        9 WorkflowTaskCompleted
 *   -&gt;  10 ActivityTaskScheduled (activity Charge, id 2)
 *       11 WorkflowTaskScheduled
 *   workflow code:
 *          StartTimer (timer 1, PT1H) at com.acme.Order.run(Order.java:41)
 *   -&gt;     ScheduleActivity (activity Ship, id 2) at com.acme.Order.run(Order.java:42)
 * </pre>
 */
final class Explanation {
    private static final int EVENTS_AROUND = 3;
    private static final String ARROW = "  -> ";
    private static final String NO_ARROW = "     ";

    private Explanation() {}

    static String of(RecordedHistory history, RuntimeException thrown) {
        StringJoiner text = new StringJoiner("\n");
        text.add(history + " does not replay:");
        text.add(thrown instanceof NonDeterminismException ? String.valueOf(thrown.getMessage()) : thrown.toString());
        Optional<ReplayDifference> difference =
                thrown instanceof NonDeterminismException parted ? parted.difference() : Optional.empty();
        difference.ifPresent(where -> {
            text.add("  history:");
            around(history.events(), where).forEach(event -> text.add(line(event, where)));
            text.add("  workflow code:");
            where.before().forEach(command -> text.add(NO_ARROW + "    " + command));
            text.add(ARROW + "    " + issued(where));
            where.after().forEach(command -> text.add(NO_ARROW + "    " + command));
        });
        return text.toString();
    }

    private static List<HistoryEvent> around(List<HistoryEvent> events, ReplayDifference where) {
        int index = (int) where.eventId() - 1;
        return events.subList(Math.max(0, index - EVENTS_AROUND), Math.min(events.size(), index + EVENTS_AROUND + 1));
    }

    private static String line(HistoryEvent event, ReplayDifference where) {
        String text = ReplayDifference.describe(event).replaceFirst("^event \\d+ ", "");
        return (event.eventId() == where.eventId() ? ARROW : NO_ARROW) + String.format("%3d %s", event.eventId(), text);
    }

    private static String issued(ReplayDifference where) {
        if (where.issued().isEmpty()) {
            return "no command: it " + where.position();
        }
        return where.position().isEmpty() ? where.issued() : where.issued() + " at " + where.position();
    }
}
