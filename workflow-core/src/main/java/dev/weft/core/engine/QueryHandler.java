package dev.weft.core.engine;

import dev.weft.core.effect.Effect;
import dev.weft.core.event.InternalChange;
import dev.weft.core.reply.RejectionReason;
import dev.weft.core.reply.Reply;
import dev.weft.core.request.ClientRequest;
import dev.weft.core.request.ReplyTo;
import dev.weft.core.request.WorkerRequest;
import dev.weft.core.state.ExecutionState;
import dev.weft.core.state.Limits;
import dev.weft.core.state.PendingQuery;
import java.util.List;

/**
 * Sends queries to workers. A query is ordered by the log after every signal acknowledged before it, and waits for the
 * workflow task under way, so that it sees them (rule 2.9).
 */
final class QueryHandler {
    /** Not as of an event of the past. */
    private static final long ANY_EVENT = 0;

    private QueryHandler() {}

    static void query(Decision decision, ClientRequest.QueryWorkflow request) {
        if (request.atEventId() != 0 || Target.isFormer(decision, request.runId())) {
            PastHandler.query(decision, request);
        } else {
            current(decision, request);
        }
    }

    private static void current(Decision decision, ClientRequest.QueryWorkflow request) {
        if (!Target.isKnown(decision, request.runId()) || PauseHandler.isPaused(decision, "queries")) {
            return;
        }
        ExecutionState state = decision.state();
        if (!state.isOpen() && state.history().completedStartedEventId() == 0) {
            decision.reject(
                    RejectionReason.QUERY_NOT_POSSIBLE,
                    "Expected a workflow that has run, but it closed before its first workflow task");
        } else if (state.isOpen() && state.run().problem().isStuck()) {
            decision.reject(RejectionReason.QUERY_NOT_POSSIBLE, stuck(state));
        } else if (state.queries().size() >= Limits.PENDING_QUERIES) {
            decision.reject(
                    RejectionReason.LIMIT_EXCEEDED,
                    "Expected at most " + Limits.PENDING_QUERIES + " waiting queries, but there are as many");
        } else if (!decision.replyTo().isNobody()) {
            decision.note(new InternalChange.QueryBuffered(
                    request.runId(),
                    decision.replyTo().instance(),
                    decision.replyTo().correlationId(),
                    request.queryType(),
                    request.input()));
        }
    }

    /** The sticky worker is gone: the query goes to the normal queue. */
    static void undelivered(Decision decision, WorkerRequest.ReportQueryUndelivered request) {
        if (decision.state().sticky().isBound() && !decision.state().task().isStarted()) {
            decision.note(new InternalChange.StickyCleared());
        }
        query(
                decision,
                new ClientRequest.QueryWorkflow(request.runId(), request.queryType(), request.input(), ANY_EVENT));
    }

    /**
     * The run ends, and another one goes on in its place: queries that name it are about what it was at its end. The
     * others wait on for the next run.
     */
    static void releaseThoseOfTheRun(Decision decision) {
        ExecutionState state = decision.state();
        List<PendingQuery> waiting = state.queries().values();
        if (waiting.stream().noneMatch(query -> query.runId().equals(state.runId()))) {
            return;
        }
        String refusal = refusalOfClosed(state);
        decision.note(new InternalChange.QueriesReleased());
        for (PendingQuery query : waiting) {
            if (query.runId().equals(state.runId())) {
                release(decision, state, query, refusal);
            } else {
                decision.note(new InternalChange.QueryBuffered(
                        query.runId(),
                        query.replyTo().instance(),
                        query.replyTo().correlationId(),
                        query.queryType(),
                        query.input()));
            }
        }
    }

    /** Lets queries go once nothing that was acknowledged before them waits to be seen by the workflow. */
    static void releaseIfPossible(Decision decision) {
        ExecutionState state = decision.state();
        if (state.queries().isEmpty() || state.task().isStarted()) {
            return;
        }
        boolean hasRun = state.history().completedStartedEventId() != 0;
        if (!state.isOpen()) {
            release(decision, refusalOfClosed(state));
        } else if (state.run().problem().isStuck()) {
            release(decision, stuck(state));
        } else if (state.run().isPaused()) {
            release(
                    decision,
                    "Expected a workflow that is not paused, but it was paused before the query was answered");
        } else if (hasRun && state.task().isIdle()) {
            release(decision, "");
        }
    }

    /** @param refusal empty to have the queries answered */
    private static void release(Decision decision, String refusal) {
        ExecutionState state = decision.state();
        decision.note(new InternalChange.QueriesReleased());
        for (PendingQuery query : state.queries()) {
            release(decision, state, query, refusal);
        }
    }

    private static void release(Decision decision, ExecutionState state, PendingQuery query, String refusal) {
        if (refusal.isEmpty()) {
            decision.effect(dispatch(state, query));
        } else {
            decision.tell(
                    query.replyTo(), new Reply.Rejected(RejectionReason.QUERY_NOT_POSSIBLE, refusal, state.runId()));
        }
    }

    private static String refusalOfClosed(ExecutionState state) {
        boolean hasRun = state.history().completedStartedEventId() != 0;
        return hasRun ? "" : "Expected a workflow that has run, but it closed before its first task";
    }

    static String stuck(ExecutionState state) {
        return "Expected a workflow that makes progress, but it is stuck: "
                + state.run().problem().message();
    }

    private static Effect.DispatchQuery dispatch(ExecutionState state, PendingQuery query) {
        ReplyTo replyTo = query.replyTo();
        boolean sticky = state.sticky().isBound();
        return new Effect.DispatchQuery(
                state.runId(),
                TaskDispatch.queue(state, sticky),
                state.run().started().settings().workflowType(),
                replyTo,
                query.queryType(),
                query.input(),
                sticky ? state.history().completedStartedEventId() : state.nextEventId() - 1,
                false);
    }
}
