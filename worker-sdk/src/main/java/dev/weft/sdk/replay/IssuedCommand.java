package dev.weft.sdk.replay;

import dev.weft.core.command.Command;
import dev.weft.core.event.HistoryEvent;
import java.util.function.Consumer;

/** A command of workflow code that waits for its event. */
final class IssuedCommand {
    private final Command command;
    private final CodePosition position;
    private final Consumer<HistoryEvent> onEvent;
    private boolean dropped;

    IssuedCommand(Command command, CodePosition position, Consumer<HistoryEvent> onEvent) {
        this.command = command;
        this.position = position;
        this.onEvent = onEvent;
    }

    Command command() {
        return command;
    }

    CodePosition position() {
        return position;
    }

    /** Takes the command back before it was sent. */
    void drop() {
        dropped = true;
    }

    boolean isDropped() {
        return dropped;
    }

    void recorded(HistoryEvent event) {
        onEvent.accept(event);
    }
}
