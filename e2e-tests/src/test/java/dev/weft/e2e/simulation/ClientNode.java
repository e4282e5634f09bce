package dev.weft.e2e.simulation;

import dev.weft.core.model.ExecutionKey;
import dev.weft.core.model.RunSettings;
import dev.weft.core.model.WorkflowIdConflictPolicy;
import dev.weft.core.model.WorkflowIdReusePolicy;
import dev.weft.core.reply.RejectionReason;
import dev.weft.core.reply.Reply;
import dev.weft.core.reply.UpdateStage;
import dev.weft.core.request.ClientRequest;
import dev.weft.core.request.ReplyTo;
import dev.weft.core.request.Request;
import dev.weft.core.request.RequestBody;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/** Starts workflows, signals, updates, queries and cancels them, and asks again until it is answered. */
final class ClientNode {
    static final String INSTANCE = "client";
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Timeline timeline;
    private final Choice choice;
    private final Faults faults;
    private final SimulatedLog log;
    private final Map<Long, Question> questions = new HashMap<>();
    private final Map<ExecutionKey, Goal> goals = new HashMap<>();
    private long correlations;
    private int unanswered;

    /** @param isAnswer whether the reply ends the question */
    private record Question(Request request, Predicate<Reply> isAnswer) {}

    /** What a client wants of a workflow, and what it was told. */
    static final class Goal {
        final long seed;
        /** Is ended from outside, one way or the other. */
        final boolean victim;

        boolean cancelAsked;
        boolean mayBeReset;
        boolean deleted;
        int signalsSent;
        int signalsAcknowledged;
        int updatesCompleted;

        Goal(long seed, boolean victim) {
            this.seed = seed;
            this.victim = victim;
        }

        /** Whether the result may be another than that of a run that nobody touched. */
        boolean isFree() {
            return cancelAsked || mayBeReset;
        }
    }

    ClientNode(Timeline timeline, Choice choice, Faults faults, SimulatedLog log) {
        this.timeline = timeline;
        this.choice = choice;
        this.faults = faults;
        this.log = log;
    }

    Map<ExecutionKey, Goal> goals() {
        return goals;
    }

    boolean isSatisfied() {
        return unanswered == 0;
    }

    void startCollector(Runnable whenStarted) {
        RequestBody start = start(ScriptState.COLLECTOR, new Script.Plan(Script.Plan.COLLECTOR, 0, 0, 0, 0, ""));
        ask(new Request(ScriptState.COLLECTOR, "start-collector", ReplyTo.NOBODY, start), reply -> {
            whenStarted.run();
            return true;
        });
    }

    void endCollector() {
        ask(
                new Request(
                        ScriptState.COLLECTOR,
                        "end",
                        ReplyTo.NOBODY,
                        new ClientRequest.SignalWorkflow("", "end", List.of(), Map.of(), INSTANCE)),
                reply -> true);
    }

    void startWorkflow(String workflowId, boolean victim, BiConsumer<ExecutionKey, Goal> whenStarted) {
        ExecutionKey key = new ExecutionKey(ExecutionKey.DEFAULT_NAMESPACE, workflowId);
        Goal goal = new Goal(choice.seed(), victim);
        goals.put(key, goal);
        ClientRequest.StartWorkflow start = start(key, new Script.Plan(goal.seed, 0, 0, 0, 0, ""));
        Runnable started = () -> {
            talkTo(key, goal);
            whenStarted.accept(key, goal);
        };
        switch (choice.below(4)) {
            case 0 -> startAndSignal(key, goal, start, started);
            case 1 -> startAndUpdate(key, goal, start, started);
            default ->
                ask(new Request(key, "start-" + workflowId, ReplyTo.NOBODY, start), reply -> {
                    Witness.require(reply instanceof Reply.Started, "a start of " + key + ", but got " + reply);
                    started.run();
                    return true;
                });
        }
    }

    /** The first of the workflow's signals comes with the start. */
    private void startAndSignal(ExecutionKey key, Goal goal, ClientRequest.StartWorkflow start, Runnable started) {
        if (Script.signals(goal.seed) > 0) {
            goal.signalsSent++;
        }
        String signal = Script.signals(goal.seed) > 0 ? "go" : "tick";
        RequestBody body = new ClientRequest.SignalWithStart(start, signal, List.of(), Map.of());
        ask(new Request(key, "start-" + key.workflowId(), ReplyTo.NOBODY, body), reply -> {
            Witness.require(reply instanceof Reply.Started, "a start of " + key + ", but got " + reply);
            goal.signalsAcknowledged = goal.signalsSent;
            started.run();
            return true;
        });
    }

    private void startAndUpdate(ExecutionKey key, Goal goal, ClientRequest.StartWorkflow start, Runnable started) {
        String updateId = key.workflowId() + "-first";
        ClientRequest.UpdateWorkflow update = new ClientRequest.UpdateWorkflow(
                "", updateId, "add", List.of(ScriptState.payload(updateId)), Map.of(), true, INSTANCE);
        RequestBody body = new ClientRequest.UpdateWithStart(start, update);
        ask(new Request(key, "start-" + key.workflowId(), ReplyTo.NOBODY, body), reply -> {
            updated(goal, updateId, reply);
            started.run();
            return true;
        });
    }

    private static ClientRequest.StartWorkflow start(ExecutionKey key, Script.Plan plan) {
        return new ClientRequest.StartWorkflow(
                "run-" + key.workflowId(),
                RunSettings.of(ScriptState.TYPE, ScriptState.QUEUE, List.of(ScriptState.payload(plan.toString()))),
                WorkflowIdReusePolicy.REJECT_DUPLICATE,
                WorkflowIdConflictPolicy.FAIL,
                Duration.ZERO,
                INSTANCE);
    }

    private void talkTo(ExecutionKey key, Goal goal) {
        for (int i = goal.signalsSent; i < Script.signals(goal.seed); i++) {
            String requestId = key.workflowId() + "-signal-" + i;
            later(() -> signal(key, goal, requestId));
        }
        int updates = choice.below(4);
        for (int i = 0; i < updates; i++) {
            String updateId = key.workflowId() + "-update-" + i;
            later(() -> update(key, goal, updateId));
        }
        int queries = choice.below(4);
        for (int i = 0; i < queries; i++) {
            later(() -> query(key, goal));
        }
        if (choice.oneIn(8)) {
            goal.cancelAsked = true;
            later(() -> ask(
                    new Request(
                            key,
                            key.workflowId() + "-cancel",
                            ReplyTo.NOBODY,
                            new ClientRequest.RequestCancelWorkflow("", "enough", INSTANCE)),
                    reply -> true));
        }
    }

    void later(Runnable action) {
        after(choice.between(0, 30_000), action);
    }

    /** Does something in a while; until then, the client is not satisfied. */
    void after(Duration time, Runnable action) {
        unanswered++;
        timeline.after(time, () -> {
            unanswered--;
            action.run();
        });
    }

    private void signal(ExecutionKey key, Goal goal, String requestId) {
        goal.signalsSent++;
        RequestBody body = new ClientRequest.SignalWorkflow("", "go", List.of(), Map.of(), INSTANCE);
        ask(new Request(key, requestId, ReplyTo.NOBODY, body), reply -> {
            if (reply instanceof Reply.Accepted) {
                goal.signalsAcknowledged++;
            } else {
                Witness.require(goal.isFree() || goal.victim, "signal " + requestId + " to be taken, but got " + reply);
            }
            return true;
        });
    }

    private void update(ExecutionKey key, Goal goal, String updateId) {
        RequestBody body = new ClientRequest.UpdateWorkflow(
                "", updateId, "add", List.of(ScriptState.payload(updateId)), Map.of(), true, INSTANCE);
        ask(new Request(key, updateId, ReplyTo.NOBODY, body), reply -> {
            updated(goal, updateId, reply);
            return true;
        });
    }

    private static void updated(Goal goal, String updateId, Reply reply) {
        switch (reply) {
            case Reply.UpdateProgress progress -> {
                boolean acceptable = ScriptRun.isAcceptable(updateId);
                if (progress.stage() == UpdateStage.COMPLETED) {
                    Witness.require(acceptable, updateId + " to be refused, but it was completed");
                    goal.updatesCompleted++;
                } else {
                    Witness.require(
                            progress.stage() == UpdateStage.REJECTED && !acceptable,
                            updateId + " to be completed, but got " + progress);
                }
            }
            case Reply.Rejected rejected ->
                Witness.require(
                        rejected.reason() == RejectionReason.WORKFLOW_CLOSED
                                || rejected.reason() == RejectionReason.WORKFLOW_PAUSED
                                || rejected.reason() == RejectionReason.UPDATE_NOT_POSSIBLE
                                || goal.victim,
                        "an update of an open workflow to be taken, but got " + rejected);
            default -> throw new IllegalStateException("Expected progress of an update, but got " + reply);
        }
    }

    /** Sees every signal that was acknowledged before. */
    private void query(ExecutionKey key, Goal goal) {
        int acknowledged = goal.signalsAcknowledged;
        ask(
                new Request(key, "", ReplyTo.NOBODY, new ClientRequest.QueryWorkflow("", "signals", List.of(), 0)),
                reply -> {
                    if (reply instanceof Reply.QueryAnswered answered) {
                        int seen = Integer.parseInt(ScriptRun.text(answered.result()));
                        Witness.require(
                                seen >= acknowledged || goal.victim,
                                "a query of " + key + " to see " + acknowledged + " signals, but it saw " + seen);
                        return true;
                    }
                    return reply instanceof Reply.Rejected rejected
                            && (rejected.reason() == RejectionReason.QUERY_NOT_POSSIBLE || goal.victim);
                });
    }

    void ask(Request request, Predicate<Reply> isAnswer) {
        unanswered++;
        ask(new Question(request, isAnswer), new boolean[] {false});
    }

    private void ask(Question question, boolean[] answered) {
        long correlation = ++correlations;
        questions.put(correlation, new Question(question.request(), reply -> {
            if (!answered[0] && question.isAnswer().test(reply)) {
                answered[0] = true;
                unanswered--;
            }
            return true;
        }));
        Request asked = question.request();
        Request request = new Request(asked.key(), asked.requestId(), new ReplyTo(INSTANCE, correlation), asked.body());
        timeline.after(faults.delay(2), () -> log.append(request));
        timeline.after(PATIENCE, () -> {
            if (!answered[0]) {
                questions.remove(correlation);
                ask(question, answered);
            }
        });
    }

    void answered(ReplyTo replyTo, Reply reply) {
        Question question = questions.remove(replyTo.correlationId());
        if (question != null) {
            question.isAnswer().test(reply);
        }
    }
}
