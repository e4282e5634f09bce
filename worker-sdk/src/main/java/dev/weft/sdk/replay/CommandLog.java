package dev.weft.sdk.replay;

import dev.weft.core.command.Command;
import dev.weft.core.event.HistoryEvent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Commands in the order in which code issued them; each must meet its event in the same order. */
final class CommandLog {
    private final Deque<IssuedCommand> waiting = new ArrayDeque<>();
    private final CodePositions positions;
    private boolean replaying;

    CommandLog(CodePositions positions) {
        this.positions = positions;
    }

    void setReplaying(boolean nowReplaying) {
        this.replaying = nowReplaying;
    }

    IssuedCommand issue(Command command, Consumer<HistoryEvent> onEvent) {
        IssuedCommand issued = new IssuedCommand(command, replaying ? positions.issuing() : "", onEvent);
        waiting.add(issued);
        return issued;
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
            throw new NonDeterminismException("Expected a command for " + CommandMatching.describe(event)
                    + ", but workflow code issued none: it " + positions.waiting() + ADVICE);
        }
        if (!fits) {
            throw new NonDeterminismException("Expected a command for " + CommandMatching.describe(event)
                    + ", but workflow code issued " + CommandMatching.describe(head.command()) + at(head) + ADVICE);
        }
        waiting.remove();
        head.recorded(event);
    }

    /** All command events of a workflow task have been seen: no command may be left. */
    void taskEnded(long completedEventId) {
        IssuedCommand head = head();
        if (head != null) {
            throw new NonDeterminismException("Expected no further command in the workflow task that event "
                    + completedEventId + " completed, but workflow code issued "
                    + CommandMatching.describe(head.command()) + at(head) + ADVICE);
        }
    }

    private @Nullable IssuedCommand head() {
        IssuedCommand head = waiting.peek();
        while (head != null && head.isDropped()) {
            waiting.remove();
            head = waiting.peek();
        }
        return head;
    }

    private static String at(IssuedCommand issued) {
        return issued.position().isEmpty() ? "" : " at " + issued.position();
    }

    private static final String ADVICE = ". The code differs from the code that wrote this history;"
            + " guard the change with Workflow.getVersion or deploy the former code.";
}
