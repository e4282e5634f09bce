package dev.weft.frontend;

import dev.weft.core.command.Command;
import dev.weft.core.effect.Effect;
import dev.weft.core.engine.LoggedRequest;
import dev.weft.core.engine.RunHistories;
import dev.weft.core.engine.Transition;
import dev.weft.core.engine.WorkflowStateMachine;
import dev.weft.core.event.Change;
import dev.weft.core.event.HistoryEvent;
import dev.weft.core.event.WorkflowEvent.WorkflowExecutionStarted;
import dev.weft.core.model.ExecutionKey;
import dev.weft.core.model.Failure;
import dev.weft.core.model.FailureInfo;
import dev.weft.core.model.LogPosition;
import dev.weft.core.model.Payload;
import dev.weft.core.model.WorkflowTaskFailedCause;
import dev.weft.core.port.RequestAsker;
import dev.weft.core.reply.RejectionReason;
import dev.weft.core.reply.Reply;
import dev.weft.core.request.EngineRequest;
import dev.weft.core.request.ReplyTo;
import dev.weft.core.request.Request;
import dev.weft.core.request.RequestBody;
import dev.weft.core.request.WorkerRequest;
import dev.weft.core.request.WorkerRequest.UpdateRejection;
import dev.weft.core.state.ExecutionState;
import dev.weft.frontend.feed.HistoryFeed;
import dev.weft.frontend.feed.LocalHistoryFeed;
import dev.weft.frontend.feed.StatusFeed;
import dev.weft.schemas.StreamEntry.StatusChanged;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/** The core on a log in memory, with faults: what the frontend talks to in its tests. */
@Singleton
public class InMemoryPlatform implements RequestAsker {
    private static final String INSTANCE = "test";

    /** What does not work at the moment. */
    public enum Fault {
        NONE,
        HISTORY_AWAY,
        LOG_AWAY
    }

    private final LocalHistoryFeed feed = new LocalHistoryFeed();
    private final Map<ExecutionKey, List<Consumer<StatusChanged>>> statusListeners = new ConcurrentHashMap<>();
    private final ExecutorService history = Executors.newSingleThreadExecutor();
    private final AtomicLong correlations = new AtomicLong();
    private final Map<Long, CompletableFuture<Reply>> waiting = new ConcurrentHashMap<>();
    private final Map<ExecutionKey, ExecutionState> states = new HashMap<>();
    private final Map<ExecutionKey, Map<String, List<HistoryEvent>>> histories = new HashMap<>();
    private final List<Request> unhandled = new ArrayList<>();
    private final Map<String, List<RequestBody>> asked = new ConcurrentHashMap<>();
    private final Map<String, BiFunction<String, List<Payload>, Reply>> queryHandlers = new ConcurrentHashMap<>();
    private volatile Fault fault = Fault.NONE;
    private long offset;
    /** How far the clock is ahead of the real one. */
    private Duration ahead = Duration.ZERO;

    @Produces
    @Singleton
    HistoryFeed feed() {
        return feed;
    }

    @Produces
    @Singleton
    StatusFeed statusFeed() {
        return (key, listener) -> {
            statusListeners
                    .computeIfAbsent(key, unseen -> new CopyOnWriteArrayList<>())
                    .add(listener);
            return new HistoryFeed.Subscription() {
                @Override
                public CompletionStage<Void> live() {
                    return CompletableFuture.completedStage(null);
                }

                @Override
                public void close() {
                    statusListeners.get(key).remove(listener);
                }
            };
        };
    }

    /** Whether anybody is told when the workflow becomes stuck. */
    public boolean isFollowed(String workflowId) {
        return !statusListeners.getOrDefault(key(workflowId), List.of()).isEmpty();
    }

    @PreDestroy
    void stop() {
        history.shutdownNow();
    }

    @Override
    public Asked ask(ExecutionKey key, String requestId, RequestBody body, Duration timeout) {
        if (fault == Fault.LOG_AWAY) {
            IllegalStateException broken = new IllegalStateException("the log is away");
            return new Asked(CompletableFuture.failedFuture(broken), CompletableFuture.failedFuture(broken));
        }
        asked.computeIfAbsent(key.workflowId(), unseen -> new CopyOnWriteArrayList<>())
                .add(body);
        long correlation = correlations.incrementAndGet();
        CompletableFuture<Reply> reply = new CompletableFuture<>();
        waiting.put(correlation, reply);
        history.execute(() -> take(new Request(key, requestId, new ReplyTo(INSTANCE, correlation), body)));
        reply.orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS);
        return new Asked(CompletableFuture.completedFuture(null), reply);
    }

    /** Ends an outage: what the log has taken meanwhile is handled. */
    public void setFault(Fault fault) {
        this.fault = fault;
        if (fault == Fault.NONE) {
            run(() -> {
                List<Request> late = List.copyOf(unhandled);
                unhandled.clear();
                late.forEach(this::handle);
            });
        }
    }

    /** What was asked of the workflow last, among what is of that type. */
    public <R extends RequestBody> R lastRequest(String workflowId, Class<R> type) {
        return asked.get(workflowId).reversed().stream()
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst()
                .orElseThrow();
    }

    /** What workers of {@code workflowType} answer queries with. */
    public void answerQueries(String workflowType, BiFunction<String, List<Payload>, Reply> handler) {
        queryHandlers.put(workflowType, handler);
    }

    /** Completes the workflow task under way, as a worker would. */
    public void completeTask(String workflowId, Command... commands) {
        completeTask(workflowId, List.of(), commands);
    }

    /** Fails the workflow task under way, as a worker would. */
    public void failTask(String workflowId, WorkflowTaskFailedCause cause, String message) {
        run(() -> {
            ExecutionKey key = key(workflowId);
            awaitTask(key);
            ExecutionState state = states.get(key);
            handle(Request.of(
                    key,
                    new WorkerRequest.FailWorkflowTask(
                            state.runId(),
                            state.task().scheduledEventId(),
                            state.task().attempt(),
                            cause,
                            Failure.of(new FailureInfo.Server(message, true)),
                            "worker-1")));
        });
    }

    public void rejectUpdate(String workflowId, String updateId, String message) {
        Failure failure = Failure.of(
                new FailureInfo.Application(message, "Refused", true, "at Validator", List.of(), Duration.ZERO));
        completeTask(workflowId, List.of(new UpdateRejection(updateId, failure)));
    }

    private void completeTask(String workflowId, List<UpdateRejection> rejections, Command... commands) {
        run(() -> {
            ExecutionKey key = key(workflowId);
            awaitTask(key);
            ExecutionState state = states.get(key);
            handle(Request.of(
                    key,
                    new WorkerRequest.CompleteWorkflowTask(
                            state.runId(),
                            state.task().scheduledEventId(),
                            state.task().attempt(),
                            now(),
                            "worker-1",
                            List.of(commands),
                            rejections,
                            "",
                            Duration.ZERO,
                            false,
                            "test",
                            "1",
                            List.of())));
        });
    }

    /** Moves the clock to where the next workflow task begins. */
    private void awaitTask(ExecutionKey key) {
        while (!states.get(key).task().isStarted()) {
            Instant due = states.get(key).nextDue();
            if (due.equals(Instant.MAX)) {
                throw new IllegalStateException("Expected a workflow task, but none is under way or to come");
            }
            ahead = ahead.plus(Duration.between(now(), due).plusMillis(1));
            handle(Request.of(key, new EngineRequest.TimerDue(due)));
        }
    }

    /** Whether a worker has something to do. */
    public boolean hasTask(String workflowId) {
        boolean[] started = new boolean[1];
        run(() -> started[0] = states.containsKey(key(workflowId))
                && states.get(key(workflowId)).task().isStarted());
        return started[0];
    }

    private void run(Runnable task) {
        CompletableFuture.runAsync(task, history).join();
    }

    private void take(Request request) {
        if (fault == Fault.HISTORY_AWAY) {
            unhandled.add(request);
        } else {
            handle(request);
        }
    }

    private void handle(Request request) {
        ExecutionKey key = request.key();
        ExecutionState state = states.getOrDefault(key, ExecutionState.none(key));
        LoggedRequest logged = new LoggedRequest(request, new LogPosition(0, offset++, now()));
        Transition transition =
                WorkflowStateMachine.handle(state, logged, RunHistories.inMemory(runId -> history(key, runId)));
        states.put(key, transition.state());
        record(key, state.runId(), transition.changes());
        transition.effects().forEach(effect -> execute(key, effect));
    }

    private void record(ExecutionKey key, String runId, List<Change> changes) {
        Map<String, List<HistoryEvent>> batches = new LinkedHashMap<>();
        String current = runId;
        for (Change change : changes) {
            if (change instanceof HistoryEvent event) {
                if (event.attributes() instanceof WorkflowExecutionStarted started) {
                    current = started.runId();
                }
                batches.computeIfAbsent(current, run -> new ArrayList<>()).add(event);
            }
        }
        batches.forEach((run, events) -> {
            histories
                    .computeIfAbsent(key, same -> new HashMap<>())
                    .computeIfAbsent(run, same -> new ArrayList<>())
                    .addAll(events);
            feed.appended(key, run, List.copyOf(events));
        });
    }

    private List<HistoryEvent> history(ExecutionKey key, String runId) {
        return List.copyOf(histories.getOrDefault(key, Map.of()).getOrDefault(runId, List.of()));
    }

    private void execute(ExecutionKey key, Effect effect) {
        switch (effect) {
            case Effect.SendReply(ReplyTo replyTo, Reply reply) -> answer(replyTo, reply);
            case Effect.SendHistoryPage page -> answer(page.replyTo(), page(key, page));
            case Effect.SendRequest(Request request) -> handle(request);
            case Effect.DispatchQuery query -> {
                var handler = queryHandlers.get(query.workflowType());
                if (handler != null) {
                    answer(query.replyTo(), handler.apply(query.queryType(), query.input()));
                }
            }
            case Effect.DispatchWorkflowTask ignored -> {}
            case Effect.DispatchActivityTask ignored -> {}
            case Effect.WithdrawActivityTasks ignored -> {}
            case Effect.DeleteHistory(String runId) ->
                histories.getOrDefault(key, new HashMap<>()).remove(runId);
            case Effect.PublishStatus told ->
                statusListeners
                        .getOrDefault(key, List.of())
                        .forEach(listener ->
                                listener.accept(new StatusChanged(key, told.runId(), told.status(), told.problem())));
        }
    }

    private Reply page(ExecutionKey key, Effect.SendHistoryPage page) {
        List<HistoryEvent> all = histories.getOrDefault(key, Map.of()).get(page.runId());
        if (all == null) {
            return new Reply.Rejected(
                    RejectionReason.WORKFLOW_NOT_FOUND, "Expected a run " + page.runId() + ", but there is none", "");
        }
        List<HistoryEvent> events = all.stream()
                .filter(event -> event.eventId() >= page.fromEventId())
                .limit(page.maximumEvents())
                .toList();
        long last = events.isEmpty() ? all.size() : events.getLast().eventId();
        ExecutionState state = states.get(key);
        boolean closed = !state.runId().equals(page.runId()) || !state.isOpen();
        return new Reply.HistoryPage(page.runId(), events, last < all.size() ? last + 1 : 0, closed);
    }

    private void answer(ReplyTo replyTo, Reply reply) {
        CompletableFuture<Reply> asker = waiting.remove(replyTo.correlationId());
        if (asker != null && !(reply instanceof Reply.None)) {
            asker.complete(reply);
        }
    }

    private Instant now() {
        return Instant.now().plus(ahead).truncatedTo(ChronoUnit.MILLIS);
    }

    private static ExecutionKey key(String workflowId) {
        return new ExecutionKey(ExecutionKey.DEFAULT_NAMESPACE, workflowId);
    }
}
