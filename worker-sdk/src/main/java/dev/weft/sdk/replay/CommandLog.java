package dev.weft.sdk.replay;

import dev.weft.core.command.Command;
import dev.weft.core.event.HistoryEvent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Commands in the order in which code issued them; each must meet its event in the same order. */
final class CommandLog {
    /** Commands that are told before and after one that differs. */
    private static final int CONTEXT = 3;

    private final Deque<IssuedCommand> waiting = new ArrayDeque<>();
    /** The last ones that have met their events. */
    private final Deque<IssuedCommand> met = new ArrayDeque<>();

    private final CodePositions positions;
    private boolean replaying;

    CommandLog(CodePositions positions) {
        this.positions = positions;
    }

    void setReplaying(boolean nowReplaying) {
        this.replaying = nowReplaying;
    }

    IssuedCommand issue(Command command, Consumer<HistoryEvent> onEvent) {
        IssuedCommand issued = new IssuedCommand(command, position(), onEvent);
        waiting.add(issued);
        return issued;
    }

    /** The line of code that asks for something now, if it is needed. */
    CodePosition position() {
        return replaying ? positions.issuing() : CodePosition.NOT_ASKED;
    }

    /** What has not met its event yet, in order. */
    List<Command> commands() {
        List<Command> commands = new ArrayList<>(waiting.size());
        for (IssuedCommand issued : waiting) {
            if (!issued.isDropped()) {
                commands.add(issued.command());
            }
        }
        return commands;
    }

    /** Lets a command event meet the command at the head. */
    void recorded(HistoryEvent event) {
        IssuedCommand head = head();
        boolean fits = head != null && CommandMatching.fits(head.command(), event.attributes());
        if (!fits && Markers.isVersion(event.attributes())) {
            return;
        }
        if (head == null) {
            throw missing(event);
        }
        if (!fits) {
            String recorded = CommandMatching.describe(event);
            throw new NonDeterminismException(
                    "Expected a command for " + recorded + ", but workflow code issued " + text(head) + ADVICE,
                    difference(event.eventId(), recorded, head));
        }
        waiting.remove();
        met.add(head);
        if (met.size() > CONTEXT) {
            met.remove();
        }
        head.recorded(event);
    }

    /** All command events of a workflow task have been seen: no command may be left. */
    void taskEnded(long completedEventId) {
        IssuedCommand head = head();
        if (head != null) {
            throw new NonDeterminismException(
                    "Expected no further command in the workflow task that event " + completedEventId
                            + " completed, but workflow code issued " + text(head) + ADVICE,
                    difference(completedEventId, "", head));
        }
    }

    /** Whether the end of the run is all that waits for its event. */
    boolean isClosing() {
        IssuedCommand head = head();
        return head != null && head.command() instanceof Command.Closing;
    }

    /** Code has issued nothing that {@code event} could have come from. */
    NonDeterminismException missing(HistoryEvent event) {
        String recorded = CommandMatching.describe(event);
        String position = positions.waiting();
        return new NonDeterminismException(
                "Expected a command for " + recorded + ", but workflow code issued none: it " + position + ADVICE,
                new ReplayDifference(event.eventId(), recorded, "", position, texts(met), List.of()));
    }

    /** @param position where code has asked for {@code issued} */
    NonDeterminismException different(HistoryEvent event, String issued, CodePosition position) {
        String recorded = CommandMatching.describe(event);
        return new NonDeterminismException(
                "Expected a command for " + recorded + ", but workflow code issued " + text(issued, position) + ADVICE,
                new ReplayDifference(event.eventId(), recorded, issued, position.text(), texts(met), List.of()));
    }

    private ReplayDifference difference(long eventId, String recorded, IssuedCommand head) {
        List<IssuedCommand> after = waiting.stream()
                .skip(1)
                .filter(issued -> !issued.isDropped())
                .limit(CONTEXT)
                .toList();
        return new ReplayDifference(
                eventId,
                recorded,
                CommandMatching.describe(head.command()),
                head.position().text(),
                texts(met),
                texts(after));
    }

    private static List<String> texts(Collection<IssuedCommand> commands) {
        return commands.stream().map(CommandLog::text).toList();
    }

    private @Nullable IssuedCommand head() {
        IssuedCommand head = waiting.peek();
        while (head != null && head.isDropped()) {
            waiting.remove();
            head = waiting.peek();
        }
        return head;
    }

    private static String text(IssuedCommand issued) {
        return text(CommandMatching.describe(issued.command()), issued.position());
    }

    private static String text(String issued, CodePosition position) {
        String line = position.text();
        return line.isEmpty() ? issued : issued + " at " + line;
    }

    private static final String ADVICE = ". The code differs from the code that wrote this history;"
            + " guard the change with Workflow.getVersion or deploy the former code.";
}
