package dev.weft.sdk.replay;

import dev.weft.core.command.Command;
import dev.weft.core.event.HistoryEvent;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** What the machines of one run share: the commands issued, and who waits for events about which earlier event. */
final class Ledger {
    private final CommandLog commands;
    private final TransitionObserver observer;
    private final Map<Long, Consumer<HistoryEvent>> followers = new HashMap<>();

    Ledger(CommandLog commands, TransitionObserver observer) {
        this.commands = commands;
        this.observer = observer;
    }

    TransitionObserver observer() {
        return observer;
    }

    IssuedCommand issue(Command command, Consumer<HistoryEvent> onEvent) {
        return commands.issue(command, onEvent);
    }

    /** Later events that refer to event {@code eventId} go to {@code follower}. */
    void follow(long eventId, Consumer<HistoryEvent> follower) {
        followers.put(eventId, follower);
    }

    void unfollow(long eventId) {
        followers.remove(eventId);
    }

    /** Hands an event to who follows {@code eventId}. */
    void follows(long eventId, HistoryEvent event) {
        Consumer<HistoryEvent> follower = followers.get(eventId);
        if (follower == null) {
            throw new NonDeterminismException("Expected event " + event.eventId() + " " + event.eventType()
                    + " to follow something that is pending, but event " + eventId + " is not");
        }
        follower.accept(event);
    }
}
