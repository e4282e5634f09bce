package dev.weft.e2e.simulation;

import dev.weft.core.event.ExternalEvent;
import dev.weft.core.event.HistoryEvent;
import dev.weft.core.event.MessageEvent;
import dev.weft.core.event.WorkflowEvent;
import dev.weft.core.model.ExecutionKey;
import dev.weft.core.protocol.WorkerProtocol.QueryReport;
import dev.weft.core.reply.Reply;
import dev.weft.core.request.EngineRequest;
import dev.weft.core.request.ReplyTo;
import dev.weft.core.request.Request;
import dev.weft.core.state.ExecutionState;
import dev.weft.core.task.Task;
import dev.weft.core.task.TaskWithdrawal;
import dev.weft.history.engine.LiveExecution;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** One seed: a platform with clients and workers, from the first start until everything has ended. */
final class Simulation {
    private static final int PARTITIONS = 2;
    private static final int WORKERS = 2;
    private static final Duration LIMIT = Duration.ofMinutes(30);

    private final Timeline timeline = new Timeline();
    private final Choice choice;
    private final Faults faults;
    private final Witness witness;
    private final List<HistoryNode> history = new ArrayList<>();
    private final List<WorkflowRuns> runs = new ArrayList<>();
    private final List<WorkerNode> workers = new ArrayList<>();
    private final ClientNode client;
    private final OperatorNode operator;
    private final int workflows;
    private final int victims;
    private boolean collectorEnds;

    /** @param sdk whether workers run the SDK, or else a replay model that knows nothing of it */
    Simulation(long seed, boolean sdk, Map<Fault, Integer> happened, Coverage coverage) {
        choice = new Choice(seed);
        faults = new Faults(choice, timeline, happened);
        witness = new Witness(coverage);
        SimulatedLog log = new SimulatedLog(timeline, PARTITIONS, coverage);
        client = new ClientNode(timeline, choice, faults, log);
        operator = new OperatorNode(timeline, choice, witness, client);
        MatchingNode matching = new MatchingNode(timeline, choice, faults, log, this::answer);
        HistoryNode.Surroundings surroundings =
                new HistoryNode.Surroundings(timeline, choice, faults, log, witness, network(matching));
        for (int partition = 0; partition < PARTITIONS; partition++) {
            HistoryNode node = new HistoryNode(surroundings, partition);
            history.add(node);
            faults.plan(
                    3,
                    () -> node.crash(choice.of(List.of(
                            Fault.CRASH_BEFORE_COMMIT,
                            Fault.CRASH_AFTER_COMMIT_BEFORE_EFFECTS,
                            Fault.CRASH_BETWEEN_EFFECTS,
                            Fault.TAKEOVER))));
        }
        faults.plan(2, () -> matching.restart(choice.oneIn(2) ? Fault.MATCHING_RESTART : Fault.MATCHING_CRASH));
        for (int i = 0; i < WORKERS; i++) {
            WorkflowRuns kept = sdk ? new SdkRuns(witness) : new ModelRuns(witness);
            runs.add(kept);
            WorkerNode worker = new WorkerNode(timeline, choice, faults, witness, matching, kept, "worker" + i);
            faults.plan(2, worker::die);
            workers.add(worker);
        }
        faults.plan(1, () -> breakDeployment(log));
        workflows = 1 + choice.below(4);
        victims = choice.below(3);
        client.startCollector(this::startWorkflows);
    }

    /** Workflows that got stuck meanwhile try again when a worker with mended code arrives. */
    private void breakDeployment(SimulatedLog log) {
        faults.note(Fault.BROKEN_DEPLOYMENT);
        workers.forEach(WorkerNode::breakCode);
        timeline.after(choice.between(500, 20_000), () -> {
            workers.forEach(WorkerNode::mendCode);
            for (int partition = 0; partition < PARTITIONS; partition++) {
                log.append(
                        partition,
                        Request.of(
                                ExecutionKey.NONE,
                                new EngineRequest.WorkerArrived(ExecutionKey.DEFAULT_NAMESPACE, ScriptState.QUEUE)));
            }
        });
    }

    private void startWorkflows() {
        for (int i = 0; i < workflows; i++) {
            String workflowId = "workflow-" + i;
            start(workflowId, false);
        }
        for (int i = 0; i < victims; i++) {
            start("victim-" + i, true);
        }
    }

    private void start(String workflowId, boolean victim) {
        timeline.after(choice.between(0, 10_000), () -> client.startWorkflow(workflowId, victim, operator::attend));
    }

    private HistoryNode.Network network(MatchingNode matching) {
        return new HistoryNode.Network() {
            @Override
            public void task(Task task) {
                matching.offer(task);
            }

            @Override
            public void withdraw(TaskWithdrawal withdrawal) {
                matching.withdraw(withdrawal);
            }

            @Override
            public void reply(ReplyTo replyTo, Reply reply) {
                if (replyTo.instance().equals(MatchingNode.INSTANCE)) {
                    matching.answered(replyTo, reply);
                } else {
                    client.answered(replyTo, reply);
                }
            }
        };
    }

    private void answer(QueryReport report) {
        client.answered(report.replyTo(), new Reply.QueryAnswered(report.result(), report.failure()));
    }

    /** Runs until all has ended; fails when something stays behind. */
    void run() {
        try {
            runToTheEnd();
        } finally {
            runs.forEach(WorkflowRuns::close);
        }
    }

    private void runToTheEnd() {
        while (!isOver()) {
            Witness.require(
                    timeline.elapsed().compareTo(LIMIT) < 0,
                    "everything to end within " + LIMIT + ", but left are " + leftOpen() + ", unanswered "
                            + !client.isSatisfied());
            timeline.step();
        }
        client.goals().forEach(this::endedWell);
        ticksCountOnce();
    }

    private boolean isOver() {
        boolean begun = client.goals().size() == workflows + victims && client.isSatisfied();
        if (!begun || !faults.areOver()) {
            return false;
        }
        List<ExecutionKey> open = open();
        if (!collectorEnds && open.equals(List.of(ScriptState.COLLECTOR))) {
            collectorEnds = true;
            client.endCollector();
            return false;
        }
        return open.isEmpty();
    }

    private String leftOpen() {
        return history.stream()
                .flatMap(node -> node.states().all().stream())
                .filter(execution -> execution.state().isOpen())
                .map(execution -> "\n" + execution.state())
                .collect(Collectors.joining());
    }

    private List<ExecutionKey> open() {
        return history.stream()
                .flatMap(node -> node.states().all().stream())
                .filter(execution -> execution.state().isOpen())
                .map(LiveExecution::key)
                .toList();
    }

    private void endedWell(ExecutionKey key, ClientNode.Goal goal) {
        if (goal.victim) {
            Witness.require(!goal.deleted || stateOf(key).isEmpty(), key + " to be forgotten, but it is known");
            return;
        }
        HistoryEvent end = endOf(key);
        switch (end.attributes()) {
            case WorkflowEvent.WorkflowExecutionCompleted completed -> {
                String[] result = ScriptRun.text(completed.result()).split("\\|", -1);
                String pattern = Script.pattern(goal.seed, 0);
                boolean free = goal.isFree();
                Witness.require(
                        free || result[0].matches(pattern), "a result like " + pattern + ", but got " + result[0]);
                Witness.require(
                        Integer.parseInt(result[1]) == Script.signals(goal.seed),
                        Script.signals(goal.seed) + " signals, but " + key + " saw " + result[1]);
                int updates = Integer.parseInt(result[2]);
                Witness.require(
                        updates >= goal.updatesCompleted
                                && (goal.mayBeReset
                                        || Script.generations(goal.seed, 0) > 1
                                        || updates == goal.updatesCompleted),
                        goal.updatesCompleted + " updates, but " + key + " saw " + updates);
            }
            case WorkflowEvent.WorkflowExecutionCanceled canceled ->
                Witness.require(goal.cancelAsked, key + " to complete, but it was canceled");
            case WorkflowEvent.WorkflowExecutionFailed failed ->
                // After a reset, a child of the former run may still hold the id.
                Witness.require(goal.mayBeReset, key + " to complete, but it failed: " + failed.failure());
            default -> throw new IllegalStateException("Expected " + key + " to complete, but it ended with " + end);
        }
    }

    private HistoryEvent endOf(ExecutionKey key) {
        ExecutionState state = stateOf(key)
                .orElseThrow(() -> new IllegalStateException("Expected " + key + " to be known, but it is lost"));
        return witness.history(key, state.runId()).getLast();
    }

    private Optional<ExecutionState> stateOf(ExecutionKey key) {
        return history.stream()
                .flatMap(node -> node.states().all().stream())
                .filter(candidate -> candidate.key().equals(key))
                .map(LiveExecution::state)
                .filter(state -> !state.isNone())
                .findFirst();
    }

    /** Signals between workflows count once each. */
    private void ticksCountOnce() {
        List<MessageEvent.WorkflowExecutionSignaled> ticks =
                witness.all(MessageEvent.WorkflowExecutionSignaled.class).stream()
                        .filter(signal -> !signal.externalExecution().equals(ExecutionKey.NONE))
                        .toList();
        Set<String> distinct = new HashSet<>();
        ticks.forEach(tick -> distinct.add(tick.requestId()));
        Witness.require(distinct.size() == ticks.size(), "each tick to count once, but some came twice");
        int answered = witness.all(ExternalEvent.ExternalWorkflowExecutionSignaled.class)
                .size();
        Witness.require(ticks.size() >= answered, answered + " ticks, but only " + ticks.size() + " arrived");
    }
}
