package dev.weft.e2e.simulation;

import dev.weft.core.event.HistoryEvent;
import dev.weft.core.event.MessageEvent;
import dev.weft.core.event.WorkflowEvent;
import dev.weft.core.event.WorkflowTaskEvent;
import dev.weft.core.model.ActivityOutcome;
import dev.weft.core.model.ExecutionKey;
import dev.weft.core.model.ResetPoint;
import dev.weft.core.reply.ExecutionDescription;
import dev.weft.core.reply.RejectionReason;
import dev.weft.core.reply.Reply;
import dev.weft.core.request.ClientRequest;
import dev.weft.core.request.ReplyTo;
import dev.weft.core.request.Request;
import dev.weft.core.request.RequestBody;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Looks at workflows, pauses them, resets them, does their activities' work, and puts an end to some. */
final class OperatorNode {
    private static final String IDENTITY = "operator";

    private final Timeline timeline;
    private final Choice choice;
    private final Witness witness;
    private final ClientNode client;

    OperatorNode(Timeline timeline, Choice choice, Witness witness, ClientNode client) {
        this.timeline = timeline;
        this.choice = choice;
        this.witness = witness;
        this.client = client;
    }

    /** Does this and that to a workflow that has been started. */
    void attend(ExecutionKey key, ClientNode.Goal goal) {
        if (goal.victim) {
            later(() -> putAnEnd(key, goal));
            return;
        }
        if (choice.oneIn(4)) {
            later(() -> pause(key));
        }
        if (choice.oneIn(3)) {
            later(() -> completeAnActivity(key));
        }
        if (choice.oneIn(2)) {
            later(() -> lookBack(key));
        }
        if (choice.oneIn(2)) {
            later(() -> queryThePast(key));
        }
        if (choice.oneIn(6)) {
            later(() -> ask(key, "limit", new ClientRequest.SetHistoryLimit("", 100_000, 0, IDENTITY), reply -> true));
        }
        if (!goal.cancelAsked && choice.oneIn(4)) {
            // A cancel request is not applied again, so that the new run would wait for signals that were refused.
            goal.mayBeReset = true;
            later(() -> reset(key, goal));
        }
        if (choice.oneIn(3)) {
            later(() -> lookAround(key));
        }
    }

    private void later(Runnable action) {
        client.later(action);
    }

    private void pause(ExecutionKey key) {
        ask(key, "pause", new ClientRequest.PauseWorkflow("", "a break", IDENTITY), reply -> {
            if (reply instanceof Reply.Accepted) {
                client.after(choice.between(0, 6_000), () -> resume(key));
            }
            return true;
        });
    }

    private void resume(ExecutionKey key) {
        ask(key, "resume", new ClientRequest.ResumeWorkflow("", "the break is over", IDENTITY), reply -> true);
    }

    private void completeAnActivity(ExecutionKey key) {
        describe(key, described -> {
            if (!described.pendingActivities().isEmpty()) {
                String activityId = choice.of(described.pendingActivities()).activityId();
                ActivityOutcome outcome = choice.of(List.of(
                        new ActivityOutcome.Completed(ScriptState.payload("a")),
                        new ActivityOutcome.Heartbeat(List.of()),
                        new ActivityOutcome.Canceled(List.of()),
                        new ActivityOutcome.Failed(WorkerNode.failure("flaky"))));
                ask(
                        key,
                        "activity",
                        new ClientRequest.ReportActivityById(described.runId(), activityId, outcome, IDENTITY),
                        reply -> true);
            }
        });
    }

    /** What a run was like after an event is the same whenever one asks. */
    private void lookBack(ExecutionKey key) {
        describe(key, described -> {
            long event = 1 + choice.below((int) described.historyLength());
            ask(key, "", new ClientRequest.ReadState(described.runId(), event), reply -> {
                Witness.require(
                        reply instanceof Reply.Described then
                                && then.description().historyLength() == event
                                && then.description().runId().equals(described.runId()),
                        "the state of " + key + " after event " + event + ", but got " + reply);
                return true;
            });
        });
    }

    private void queryThePast(ExecutionKey key) {
        describe(key, described -> {
            long event = 1 + choice.below((int) described.historyLength());
            ClientRequest query = new ClientRequest.QueryWorkflow(described.runId(), "signals", List.of(), event);
            ask(key, "", query, reply -> {
                if (reply instanceof Reply.QueryAnswered answered) {
                    int seen = Integer.parseInt(ScriptRun.text(answered.result()));
                    int expected = signalsSeen(witness.history(key, described.runId()), event);
                    Witness.require(
                            seen == expected,
                            "a query of " + key + " at event " + event + " to see " + expected + " signals, but it saw "
                                    + seen);
                    return true;
                }
                return reply instanceof Reply.Rejected rejected
                        && rejected.reason() == RejectionReason.QUERY_NOT_POSSIBLE;
            });
        });
    }

    /** Signals that the code had got in the last task that was completed by then. */
    private static int signalsSeen(List<HistoryEvent> history, long atEventId) {
        int seen = 0;
        int told = 0;
        for (HistoryEvent event : history.subList(0, (int) atEventId)) {
            switch (event.attributes()) {
                case WorkflowEvent.WorkflowExecutionStarted started -> {
                    told = Script.Plan.parse(
                                    ScriptRun.text(started.settings().input().getFirst()))
                            .signals();
                }
                case MessageEvent.WorkflowExecutionSignaled signaled ->
                    told += signaled.signalName().equals("go") ? 1 : 0;
                case WorkflowTaskEvent.WorkflowTaskCompleted completed -> seen = told;
                default -> {
                    // Says nothing of signals.
                }
            }
        }
        return seen;
    }

    private void reset(ExecutionKey key, ClientNode.Goal goal) {
        describe(key, described -> {
            ResetPoint point = choice.of(List.of(
                    new ResetPoint.FirstWorkflowTask(),
                    new ResetPoint.LastWorkflowTask(),
                    new ResetPoint.Checkpoint("mark"),
                    endOfSomeTask(key, described)));
            ClientRequest reset = new ClientRequest.ResetWorkflow(
                    described.runId(), key.workflowId() + "-reset", point, true, true, "once more", IDENTITY);
            ask(key, "reset", reset, reply -> true);
        });
    }

    private ResetPoint endOfSomeTask(ExecutionKey key, ExecutionDescription described) {
        List<Long> ends = witness.history(key, described.runId()).stream()
                .filter(event -> event.attributes() instanceof WorkflowTaskEvent.WorkflowTaskCompleted)
                .map(HistoryEvent::eventId)
                .toList();
        return ends.isEmpty() ? new ResetPoint.LastWorkflowTask() : new ResetPoint.Event(choice.of(ends));
    }

    private void lookAround(ExecutionKey key) {
        ask(key, "", new ClientRequest.LookUpRequest("start-" + key.workflowId()), reply -> true);
        ask(key, "", new ClientRequest.ReadHistory("", 1, 100), reply -> true);
        ask(key, "", new ClientRequest.PollUpdate("", key.workflowId() + "-update-0", false), reply -> true);
        describe(key, described -> {
            Witness.require(
                    described.key().equals(key), "the description of " + key + ", but got that of " + described.key());
        });
    }

    /** Ends one of its children, perhaps, and then the workflow itself. */
    private void putAnEnd(ExecutionKey key, ClientNode.Goal goal) {
        describe(key, described -> {
            if (!described.pendingChildren().isEmpty() && choice.oneIn(2)) {
                ExecutionKey child = choice.of(described.pendingChildren()).execution();
                ask(
                        child,
                        "end",
                        new ClientRequest.TerminateWorkflow("", "enough", List.of(), IDENTITY),
                        reply -> true);
                client.after(choice.between(0, 3_000), () -> end(key, goal));
            } else {
                end(key, goal);
            }
        });
    }

    private void end(ExecutionKey key, ClientNode.Goal goal) {
        goal.deleted = choice.oneIn(2);
        ClientRequest end = goal.deleted
                ? new ClientRequest.DeleteWorkflow("", IDENTITY)
                : new ClientRequest.TerminateWorkflow("", "enough", List.of(), IDENTITY);
        ask(key, "end", end, reply -> true);
    }

    private void describe(ExecutionKey key, Consumer<ExecutionDescription> described) {
        ask(key, "", new ClientRequest.DescribeWorkflow(""), reply -> {
            if (reply instanceof Reply.Described answer) {
                described.accept(answer.description());
            }
            return true;
        });
    }

    /** @param name makes the request one of a kind, empty for one that may be repeated */
    private void ask(ExecutionKey key, String name, RequestBody body, Predicate<Reply> isAnswer) {
        String requestId = name.isEmpty() ? "" : key.workflowId() + "-" + name;
        client.ask(new Request(key, requestId, ReplyTo.NOBODY, body), isAnswer);
    }
}
