package dev.weft.benchmarks.load;

import dev.weft.benchmarks.rig.Api;
import dev.weft.benchmarks.rig.Rig;
import dev.weft.benchmarks.table.Row;
import dev.weft.benchmarks.table.Table;
import dev.weft.core.event.HistoryEvent;
import dev.weft.core.model.ExecutionKey;
import dev.weft.core.protocol.WorkerProtocol.HistoryRequest;
import dev.weft.core.protocol.WorkerProtocol.HistoryResponse;
import dev.weft.sdk.data.StandardDataConverter;
import dev.weft.sdk.data.StandardFailureConverter;
import dev.weft.sdk.runner.WorkflowRegistry;
import dev.weft.sdk.runner.WorkflowReplayer;
import dev.weft.sdk.transport.WorkerCalls;
import dev.weft.sdk.workflow.ActivityOptions;
import dev.weft.sdk.workflow.ActivityStub;
import dev.weft.sdk.workflow.Workflow;
import dev.weft.sdk.workflow.WorkflowInterface;
import dev.weft.sdk.workflow.WorkflowMethod;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How fast a worker replays the history of a workflow that ran on the platform: activities one after the other. */
public final class ReplayBenchmark implements Benchmark {
    private static final int STEPS = 5_000;
    private static final int REPLAYS = 20;
    private static final int WARM_UP = 20;
    private static final int PAGE = 1_000;

    @Override
    public void run(Rig rig, Duration length, Table table) {
        Api api = rig.api();
        api.start("Chain", "replay", "{\"steps\":" + STEPS + ",\"activityMillis\":0}");
        api.result("replay");
        String runId = api.get("/api/workflows/replay").path("runId").asText();
        ExecutionKey key = new ExecutionKey(ExecutionKey.DEFAULT_NAMESPACE, "replay");
        List<HistoryEvent> history = rig.callAsWorker(calls -> wholeHistory(calls, key, runId));
        WorkflowRegistry registry = new WorkflowRegistry().register(ReplayedChain.class);
        Times times = new Times();
        try (WorkflowReplayer replayer =
                new WorkflowReplayer(registry, new StandardDataConverter(), new StandardFailureConverter())) {
            for (int i = 0; i < WARM_UP + REPLAYS; i++) {
                Times target = i < WARM_UP ? new Times() : times;
                target.time(() -> replayer.replay(key, history));
            }
        }
        double perSecond = history.size() / times.millisAt(50) * 1e3;
        table.add(Row.atLeast("replay", "events of a plain activity history", perSecond, 200_000, "/s"));
        table.add(Row.told("replay", "replay of " + history.size() + " events, p50", Row.millis(times.millisAt(50))));
    }

    private static List<HistoryEvent> wholeHistory(WorkerCalls calls, ExecutionKey key, String runId) {
        List<HistoryEvent> history = new ArrayList<>();
        long next = 1;
        while (next != 0) {
            HistoryResponse page = calls.history(new HistoryRequest(key, runId, next, PAGE));
            history.addAll(page.events());
            next = page.nextEventId();
        }
        return history;
    }

    /** Does what the example of that type does. */
    @WorkflowInterface
    public interface Replayed {
        @WorkflowMethod(name = "Chain")
        int run(Map<String, Integer> input);
    }

    /** Calls one activity after the other. */
    public static final class ReplayedChain implements Replayed {
        @Override
        public int run(Map<String, Integer> input) {
            ActivityStub work = Workflow.newUntypedActivityStub(ActivityOptions.startToClose(Duration.ofSeconds(10)));
            int done = 0;
            for (int step = 1; step <= input.getOrDefault("steps", 0); step++) {
                done += work.execute("Step", Integer.class, step, 0);
            }
            return done;
        }
    }
}
