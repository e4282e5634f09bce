package dev.weft.sdk.replay;

import dev.weft.core.event.HistoryEvent;
import dev.weft.core.event.MessageEvent.MarkerRecorded;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** The local activities that code waits for. Their markers are matched by activity id, in any order (rule 2.10-2). */
final class LocalActivities {
    private final Ledger ledger;
    private final CommandLog commands;

    /** By quoted id. */
    private final Map<String, LocalActivityMachine> requested = new HashMap<>();

    /** In the order in which code asked for them. */
    private final Set<LocalActivityMachine> unstarted = new LinkedHashSet<>();

    LocalActivities(Ledger ledger, CommandLog commands) {
        this.ledger = ledger;
        this.commands = commands;
    }

    LocalActivityMachine request(LocalActivityRequest request, Consumer<LocalActivityReport> onReport) {
        LocalActivityMachine machine =
                new LocalActivityMachine(this, ledger.observer(), request, commands.position(), onReport);
        add(machine);
        return machine;
    }

    void add(LocalActivityMachine machine) {
        requested.put(Markers.quoted(machine.request().activityId()), machine);
        unstarted.add(machine);
    }

    void forget(LocalActivityMachine machine) {
        requested.remove(Markers.quoted(machine.request().activityId()));
        unstarted.remove(machine);
    }

    boolean isWaiting() {
        return !requested.isEmpty();
    }

    List<LocalActivityMachine> takeUnstarted() {
        if (unstarted.isEmpty()) {
            return List.of();
        }
        List<LocalActivityMachine> taken = List.copyOf(unstarted);
        unstarted.clear();
        return taken;
    }

    void end(LocalActivityMachine machine, LocalActivityReport report) {
        NoteMachine.issue(ledger, LocalActivityMarker.command(machine.request(), report));
        machine.end(report);
    }

    /**
     * The local activity whose end {@code event} has recorded.
     *
     * @throws NonDeterminismException when code has not asked for it
     */
    LocalActivityMachine expected(HistoryEvent event, MarkerRecorded marker) {
        LocalActivityMachine machine = requested.get(Markers.id(marker.details()));
        if (machine == null) {
            throw commands.missing(event);
        }
        if (!LocalActivityMarker.isOfType(marker, machine.request().activityType())) {
            throw commands.different(
                    event, "RecordMarker" + LocalActivityMarker.describe(machine.request()), machine.position());
        }
        return machine;
    }
}
