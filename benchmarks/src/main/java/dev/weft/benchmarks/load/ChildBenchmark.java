package dev.weft.benchmarks.load;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.benchmarks.rig.Api;
import dev.weft.benchmarks.rig.Rig;
import dev.weft.benchmarks.table.Row;
import dev.weft.benchmarks.table.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Children one after the other on an idle platform. */
public final class ChildBenchmark implements Benchmark {
    private static final int CHILDREN = 10;
    private static final int FAMILIES = 100;
    private static final int WARM_UP = 300;

    @Override
    public void run(Rig rig, Duration length, Table table) {
        Api api = rig.api();
        for (int i = 0; i < WARM_UP; i++) {
            family(api, "child-warm-" + i, CHILDREN);
        }
        Times families = new Times();
        Times empty = new Times();
        Times starts = new Times();
        for (int i = 0; i < FAMILIES; i++) {
            String id = "child-" + i;
            families.time(() -> family(api, id, CHILDREN));
            empty.time(() -> family(api, id + "-empty", 0));
            recordStarts(api.history(id, 1000), starts);
        }
        table.add(Row.atMost("child", "initiated → started, p50 of event times", starts.millisAt(50), 10, "ms"));
        double whole = (families.millisAt(50) - empty.millisAt(50)) / CHILDREN;
        table.add(Row.told("child", "initiated → result of an empty child, p50", Row.millis(whole)));
    }

    private static void family(Api api, String id, int children) {
        api.start("Family", id, "{\"children\":" + children + ",\"steps\":0}");
        api.result(id);
    }

    private static void recordStarts(JsonNode history, Times starts) {
        List<Instant> initiated = EventTimes.of(history, "StartChildWorkflowExecutionInitiated");
        List<Instant> started = EventTimes.of(history, "ChildWorkflowExecutionStarted");
        for (int i = 0; i < initiated.size(); i++) {
            starts.recordMillis(
                    Duration.between(initiated.get(i), started.get(i)).toMillis());
        }
    }
}
