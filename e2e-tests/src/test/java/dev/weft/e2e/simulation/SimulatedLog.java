package dev.weft.e2e.simulation;

import dev.weft.core.engine.LoggedRequest;
import dev.weft.core.model.ExecutionKey;
import dev.weft.core.model.LogPosition;
import dev.weft.core.request.Request;
import java.util.ArrayList;
import java.util.List;

/** The request log: what is appended stays, in order, with the time at which it came. */
final class SimulatedLog {
    private final Timeline timeline;
    private final List<List<LoggedRequest>> partitions = new ArrayList<>();
    private final Coverage coverage;
    private final List<Runnable> readers = new ArrayList<>();

    SimulatedLog(Timeline timeline, int partitionCount, Coverage coverage) {
        this.timeline = timeline;
        this.coverage = coverage;
        for (int partition = 0; partition < partitionCount; partition++) {
            partitions.add(new ArrayList<>());
        }
    }

    int partitionCount() {
        return partitions.size();
    }

    void onAppend(Runnable reader) {
        readers.add(reader);
    }

    void append(Request request) {
        append(partitionOf(request.key()), request);
    }

    void append(int partition, Request request) {
        coverage.saw(request.body());
        List<LoggedRequest> log = partitions.get(partition);
        log.add(new LoggedRequest(request, new LogPosition(partition, log.size(), timeline.now())));
        readers.forEach(Runnable::run);
    }

    int partitionOf(ExecutionKey key) {
        return Math.floorMod(key.toString().hashCode(), partitions.size());
    }

    boolean hasAfter(int partition, int offset) {
        return offset < partitions.get(partition).size();
    }

    LoggedRequest read(int partition, int offset) {
        return partitions.get(partition).get(offset);
    }
}
