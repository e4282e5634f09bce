package dev.weft.sdk.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.command.Command;
import dev.weft.core.event.EventAttributes;
import dev.weft.core.event.HistoryEvent;
import dev.weft.core.event.MessageEvent.MarkerRecorded;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** One machine with a history that is written by hand. */
final class MachineRig {

    /** The transitions that the tests of one machine have seen. */
    static final class Visited implements TransitionObserver {
        private final Set<TransitionTable.Line> lines = new LinkedHashSet<>();

        @Override
        public void visited(TransitionTable.Line line) {
            lines.add(line);
        }

        void requireAllOf(TransitionTable<?, ?> table) {
            assertThat(lines).as("transitions visited").containsExactlyInAnyOrderElementsOf(table.all());
        }
    }

    private final CommandLog commands = new CommandLog(CodePositions.UNKNOWN);
    private final Ledger ledger;
    private long lastEventId;

    MachineRig(Visited visited) {
        this.ledger = new Ledger(commands, visited);
    }

    Ledger ledger() {
        return ledger;
    }

    List<Command> commands() {
        return commands.commands();
    }

    /** History has the event that a command led to. */
    long recorded(EventAttributes attributes) {
        commands.recorded(event(attributes));
        return lastEventId;
    }

    /** The event of a marker. */
    static MarkerRecorded recorded(Command.RecordMarker marker) {
        return new MarkerRecorded(marker.markerName(), marker.details(), marker.failure(), 4);
    }

    /** History has an event that follows {@code eventId}. */
    void follows(long eventId, EventAttributes attributes) {
        ledger.follows(eventId, event(attributes));
    }

    private HistoryEvent event(EventAttributes attributes) {
        return new HistoryEvent(++lastEventId, Instant.EPOCH, attributes);
    }
}
