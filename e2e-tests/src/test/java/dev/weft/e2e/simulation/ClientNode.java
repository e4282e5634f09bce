package dev.weft.e2e.simulation;

import dev.weft.core.event.HistoryEvent;
import dev.weft.core.event.MessageEvent.WorkflowExecutionSignaled;
import dev.weft.core.event.WorkflowTaskEvent.WorkflowTaskCompleted;
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
import java.util.function.Predicate;

/** Starts workflows, signals, updates, queries and cancels them, and asks again until it is answered. */
final class ClientNode {
    static final String INSTANCE = "client";
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Timeline timeline;
    private final Choice choice;
    private final Faults faults;
    private final SimulatedLog log;
    private final Witness witness;
    private final Map<Long, Question> questions = new HashMap<>();
    private final Map<ExecutionKey, Goal> goals = new HashMap<>();
    private long correlations;
    private int unanswered;

    /** @param isAnswer whether the reply ends the question */
    private record Question(Request request, Predicate<Reply> isAnswer) {}

    /** What a client wants of a workflow, and what it was told. */
    static final class Goal {
        final long seed;
        boolean cancelAsked;
        int signalsSent;
        int signalsAcknowledged;
        int updatesCompleted;

        Goal(long seed) {
            this.seed = seed;
        }
    }

    ClientNode(Timeline timeline, Choice choice, Faults faults, SimulatedLog log, Witness witness) {
        this.timeline = timeline;
        this.choice = choice;
        this.faults = faults;
        this.log = log;
        this.witness = witness;
    }

    Map<ExecutionKey, Goal> goals() {
        return goals;
    }

    boolean isSatisfied() {
        return unanswered == 0;
    }

    void startCollector(Runnable whenStarted) {
        start(ScriptState.COLLECTOR, new Script.Plan(Script.Plan.COLLECTOR, 0, 0, 0, 0, ""), reply -> {
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

    void startWorkflow(String workflowId) {
        ExecutionKey key = new ExecutionKey(ExecutionKey.DEFAULT_NAMESPACE, workflowId);
        Goal goal = new Goal(choice.seed());
        goals.put(key, goal);
        start(key, new Script.Plan(goal.seed, 0, 0, 0, 0, ""), reply -> {
            Witness.require(reply instanceof Reply.Started, "a start of " + key + ", but got " + reply);
            talkTo(key, goal);
            return true;
        });
    }

    private void start(ExecutionKey key, Script.Plan plan, Predicate<Reply> isAnswer) {
        ask(
                new Request(
                        key,
                        "start-" + key.workflowId(),
                        ReplyTo.NOBODY,
                        new ClientRequest.StartWorkflow(
                                firstRun(key),
                                RunSettings.of(
                                        ScriptState.TYPE,
                                        ScriptState.QUEUE,
                                        List.of(ScriptState.payload(plan.toString()))),
                                WorkflowIdReusePolicy.REJECT_DUPLICATE,
                                WorkflowIdConflictPolicy.FAIL,
                                Duration.ZERO,
                                INSTANCE)),
                isAnswer);
    }

    private void talkTo(ExecutionKey key, Goal goal) {
        for (int i = 0; i < Script.signals(goal.seed); i++) {
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
        if (choice.oneIn(2)) {
            later(() -> readThePast(key));
            later(() -> queryThePast(key));
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

    private void later(Runnable action) {
        unanswered++;
        timeline.after(choice.between(0, 30_000), () -> {
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
                Witness.require(goal.cancelAsked, "signal " + requestId + " to be taken, but got " + reply);
            }
            return true;
        });
    }

    private void update(ExecutionKey key, Goal goal, String updateId) {
        RequestBody body = new ClientRequest.UpdateWorkflow(
                "", updateId, "add", List.of(ScriptState.payload(updateId)), Map.of(), true, INSTANCE);
        ask(new Request(key, updateId, ReplyTo.NOBODY, body), reply -> {
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
                            rejected.reason() == RejectionReason.WORKFLOW_CLOSED,
                            "an update of an open workflow to be taken, but got " + rejected);
                default -> throw new IllegalStateException("Expected progress of an update, but got " + reply);
            }
            return true;
        });
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
                                seen >= acknowledged,
                                "a query of " + key + " to see " + acknowledged + " signals, but it saw " + seen);
                        return true;
                    }
                    return reply instanceof Reply.Rejected rejected
                            && rejected.reason() == RejectionReason.QUERY_NOT_POSSIBLE;
                });
    }

    private void readThePast(ExecutionKey key) {
        long at = 1 + choice.below(60);
        ask(
                new Request(key, "", ReplyTo.NOBODY, new ClientRequest.ReadState(firstRun(key), at)),
                reply -> reply instanceof Reply.Rejected
                        || reply instanceof Reply.Described described
                                && described.description().historyLength() == at);
    }

    /** Sees what the code had seen by then, also while it does something else now. */
    private void queryThePast(ExecutionKey key) {
        long at = 1 + choice.below(60);
        ask(
                new Request(
                        key,
                        "",
                        ReplyTo.NOBODY,
                        new ClientRequest.QueryWorkflow(firstRun(key), "signals", List.of(), at)),
                reply -> {
                    if (reply instanceof Reply.QueryAnswered answered) {
                        int seen = Integer.parseInt(ScriptRun.text(answered.result()));
                        int told = signalsSeenBy(key, at);
                        Witness.require(
                                seen == told,
                                "a query of " + key + " as of event " + at + " to see " + told + " signals, but it saw "
                                        + seen);
                    }
                    return reply instanceof Reply.QueryAnswered || reply instanceof Reply.Rejected;
                });
    }

    /** Signals before the start of the last workflow task that was completed by the event. */
    private int signalsSeenBy(ExecutionKey key, long at) {
        List<HistoryEvent> history = witness.history(key, firstRun(key)).subList(0, (int) at);
        long startedEventId = history.stream()
                .map(HistoryEvent::attributes)
                .filter(WorkflowTaskCompleted.class::isInstance)
                .mapToLong(completed -> ((WorkflowTaskCompleted) completed).startedEventId())
                .max()
                .orElse(0);
        return (int) history.stream()
                .filter(event -> event.eventId() < startedEventId
                        && event.attributes() instanceof WorkflowExecutionSignaled signal
                        && signal.signalName().equals("go"))
                .count();
    }

    private static String firstRun(ExecutionKey key) {
        return "run-" + key.workflowId();
    }

    private void ask(Request request, Predicate<Reply> isAnswer) {
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
