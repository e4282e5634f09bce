package dev.weft.sdk.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.core.command.Command;
import dev.weft.core.event.EventAttributes;
import dev.weft.core.event.HistoryEvent;
import dev.weft.core.event.WorkflowEvent.WorkflowExecutionStarted;
import dev.weft.core.event.WorkflowTaskEvent.WorkflowTaskCompleted;
import dev.weft.core.event.WorkflowTaskEvent.WorkflowTaskScheduled;
import dev.weft.core.event.WorkflowTaskEvent.WorkflowTaskStarted;
import dev.weft.core.model.ContinueInitiator;
import dev.weft.core.model.ExecutionKey;
import dev.weft.core.model.Failure;
import dev.weft.core.model.ParentLink;
import dev.weft.core.model.Payload;
import dev.weft.core.model.RunSettings;
import dev.weft.core.protocol.WorkerProtocol.LogReport;
import dev.weft.core.request.WorkerRequest.CompleteWorkflowTask;
import dev.weft.core.request.WorkerRequest.FailWorkflowTask;
import dev.weft.core.task.QueueName;
import dev.weft.core.task.Task.WorkflowTask;
import dev.weft.sdk.activity.Activity;
import dev.weft.sdk.activity.ActivityExecutionContext;
import dev.weft.sdk.activity.ActivityInterface;
import dev.weft.sdk.client.ClientOptions;
import dev.weft.sdk.workflow.ActivityCancellationType;
import dev.weft.sdk.workflow.Async;
import dev.weft.sdk.workflow.CancellationScope;
import dev.weft.sdk.workflow.LocalActivityOptions;
import dev.weft.sdk.workflow.Promise;
import dev.weft.sdk.workflow.RetryOptions;
import dev.weft.sdk.workflow.Workflow;
import dev.weft.sdk.workflow.WorkflowInterface;
import dev.weft.sdk.workflow.WorkflowMethod;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Local activities as a worker runs them, with its registered code. */
class LocalActivityWorkerTest {
    @WorkflowInterface
    public interface Run {
        @WorkflowMethod
        String run();
    }

    @ActivityInterface
    public interface Work {
        String work(String how);
    }

    private record Body(Supplier<String> code) implements Run {
        @Override
        public String run() {
            return code.get();
        }
    }

    private static final ExecutionKey KEY = new ExecutionKey("default", "wf");
    private static final String RUN = "6b3f0000-0000-4000-8000-000000000001";
    private static final LocalActivityOptions OPTIONS =
            LocalActivityOptions.startToClose(Duration.ofSeconds(10)).withRetry(RetryOptions.NONE);

    private final FakeMatching matching = FakeMatching.start();
    private final List<WorkerFactory> factories = new ArrayList<>();

    private void start(WorkerOptions options, Supplier<String> code, Object... activities) {
        start(WorkerFactoryOptions.DEFAULT, options, code, activities);
    }

    private void start(
            WorkerFactoryOptions shared, WorkerOptions options, Supplier<String> code, Object... activities) {
        WorkerFactory factory = WorkerFactory.newInstance(ClientOptions.of(matching.url()), shared);
        factories.add(factory);
        factory.newWorker("queue", options.withPollWait(Duration.ofMillis(500)))
                .registerWorkflowImplementationFactory(Body.class, () -> new Body(code))
                .registerActivitiesImplementations(activities);
        factory.start();
    }

    @AfterEach
    void stop() {
        factories.forEach(WorkerFactory::close);
        matching.close();
    }

    private static Work work() {
        return work(OPTIONS);
    }

    private static Work work(LocalActivityOptions options) {
        return Workflow.newLocalActivityStub(Work.class, options);
    }

    @Test
    void aLocalActivityRunsTheRegisteredCodeWithAContextOfItsOwn() {
        Work code = how -> {
            ActivityExecutionContext context = Activity.getExecutionContext();
            context.heartbeat("never sent");
            return String.join(
                    " ",
                    how,
                    String.valueOf(context.isLocal()),
                    context.getInfo().activityType(),
                    context.getInfo().workflowId(),
                    String.valueOf(context.getInfo().attempt()),
                    String.valueOf(context.getHeartbeatDetails(String.class).isPresent()),
                    String.valueOf(context.isCancelRequested()));
        };
        start(WorkerOptions.DEFAULT, () -> work().work("hello"), code);

        matching.offer(firstTask(Duration.ofSeconds(10)));

        CompleteWorkflowTask completed = (CompleteWorkflowTask) logReport(0);
        assertThat(completed.heartbeat()).isFalse();
        assertThat(completed.commands()).hasSize(2);
        assertThat(completed.commands().getLast())
                .isEqualTo(new Command.CompleteWorkflow(Payload.json("\"hello true Work wf 1 false false\"")));
        assertThat(matching.heartbeats()).isEmpty();
    }

    @Test
    void aLocalActivityCompletesWhenItReturns() {
        Work code = how -> {
            if (how.equals("token")) {
                return Activity.getExecutionContext().getTaskToken();
            }
            Activity.getExecutionContext().doNotCompleteOnReturn();
            return "";
        };
        start(WorkerOptions.DEFAULT, () -> messageOf("later") + "; " + messageOf("token"), code);

        matching.offer(firstTask(Duration.ofSeconds(10)));

        assertThat(result((CompleteWorkflowTask) logReport(0)))
                .contains("Expected a local activity to complete when it returns, but it asks to be completed later")
                .contains("Expected an activity that the platform knows, but a local activity has no task token");
    }

    private static String messageOf(String how) {
        try {
            return work().work(how);
        } catch (RuntimeException e) {
            return String.valueOf(e.getCause().getMessage());
        }
    }

    @Test
    void aLocalActivityThatTheWorkerDoesNotHaveFailsTheTask() {
        start(
                WorkerOptions.DEFAULT,
                () -> Workflow.newUntypedLocalActivityStub(OPTIONS).execute("Unknown", String.class),
                (Work) how -> how);

        matching.offer(firstTask(Duration.ofSeconds(10)));

        FailWorkflowTask failed = (FailWorkflowTask) logReport(0);
        assertThat(failed.failure().message())
                .isEqualTo("Expected an activity of type Unknown to be registered with the worker of task queue queue,"
                        + " where the workflow runs, but it knows [Work]");
    }

    @Test
    void aLongLocalActivityGoesOnOverTheHeartbeatEvenWithoutRoomInTheCache() {
        CountDownLatch release = new CountDownLatch(1);
        AtomicInteger runs = new AtomicInteger();
        Work code = how -> {
            runs.incrementAndGet();
            await(release);
            return "late";
        };
        start(WorkerFactoryOptions.DEFAULT.withCacheBytes(0), WorkerOptions.DEFAULT, () -> work().work("x"), code);

        matching.offer(firstTask(Duration.ofMillis(200)));
        CompleteWorkflowTask heartbeat = (CompleteWorkflowTask) logReport(0);
        assertThat(heartbeat.heartbeat()).isTrue();
        assertThat(heartbeat.commands()).isEmpty();
        assertThat(heartbeat.stickyId()).isNotEmpty();
        matching.offer(nextTask(4, Duration.ofSeconds(10)));
        release.countDown();

        assertThat(result((CompleteWorkflowTask) logReport(1))).isEqualTo("\"late\"");
        assertThat(runs).hasValue(1);
    }

    @Test
    void aCanceledLocalActivityIsToldByItsHeartbeat() {
        CountDownLatch canceled = new CountDownLatch(1);
        Semaphore secondRuns = new Semaphore(0);
        Work code = how -> {
            if (how.equals("first")) {
                secondRuns.acquireUninterruptibly();
                return how;
            }
            secondRuns.release();
            while (!Activity.getExecutionContext().isCancelRequested()) {
                Thread.onSpinWait();
            }
            canceled.countDown();
            Activity.getExecutionContext().heartbeat("");
            return "ignores it";
        };
        start(
                WorkerOptions.DEFAULT,
                () -> {
                    LocalActivityOptions waits =
                            OPTIONS.withCancellationType(ActivityCancellationType.WAIT_CANCELLATION_COMPLETED);
                    Promise<String>[] begun = new Promise[1];
                    CancellationScope scope =
                            Workflow.newCancellationScope(() -> begun[0] = Async.function(work(waits)::work, "second"));
                    scope.run();
                    work().work("first");
                    scope.cancel("enough");
                    return String.valueOf(begun[0].getFailure().getCause().getMessage());
                },
                code);

        matching.offer(firstTask(Duration.ofSeconds(10)));

        assertThat(result((CompleteWorkflowTask) logReport(0))).isEqualTo("\"The activity was canceled\"");
        assertThat(canceled.getCount()).isZero();
    }

    @Test
    void slotsBoundTheAttemptsUnderWay() {
        Semaphore permits = new Semaphore(2);
        AtomicInteger tooMany = new AtomicInteger();
        Work code = how -> {
            if (!permits.tryAcquire()) {
                tooMany.incrementAndGet();
                return how;
            }
            try {
                Thread.yield();
                return how;
            } finally {
                permits.release();
            }
        };
        start(
                WorkerOptions.DEFAULT.withLocalActivitySlots(2),
                () -> {
                    List<Promise<String>> all = new ArrayList<>();
                    for (int i = 0; i < 50; i++) {
                        all.add(Async.function(work()::work, "w" + i));
                    }
                    Promise.allOf(all).get();
                    return "all";
                },
                code);

        matching.offer(firstTask(Duration.ofSeconds(10)));

        assertThat(result((CompleteWorkflowTask) logReport(0))).isEqualTo("\"all\"");
        assertThat(tooMany).hasValue(0);
    }

    @Test
    void aWorkerThatEndsKeepsWhatHasEndedAndLeavesTheRestToOthers() {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        Work code = how -> {
            if (how.equals("quick")) {
                return how;
            }
            begun.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
            return how;
        };
        start(
                WorkerFactoryOptions.DEFAULT.withGracePeriod(Duration.ofMillis(50)),
                WorkerOptions.DEFAULT,
                () -> work().work("quick") + work().work("endless"),
                code);
        matching.offer(firstTask(Duration.ofMinutes(2)));
        await(begun);

        factories.getFirst().close();

        CompleteWorkflowTask completed = (CompleteWorkflowTask) logReport(0);
        assertThat(completed.heartbeat()).isTrue();
        assertThat(completed.stickyId()).isEmpty();
        assertThat(completed.commands()).hasSize(1);
        await(interrupted);
    }

    @Test
    void aWorkerNeedsASlotForLocalActivities() {
        assertThatThrownBy(() -> WorkerOptions.DEFAULT.withLocalActivitySlots(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Expected localActivitySlots of at least 1, but got 0");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String result(CompleteWorkflowTask completed) {
        return ((Command.CompleteWorkflow) completed.commands().getLast())
                .result()
                .toString();
    }

    private static WorkflowTask firstTask(Duration timeout) {
        return task(
                2,
                3,
                List.of(
                        event(1, started()),
                        event(2, new WorkflowTaskScheduled("queue", false, timeout, 1)),
                        event(3, new WorkflowTaskStarted(2, false, 0))),
                timeout);
    }

    /** The task that a heartbeat of the first one has asked for. */
    private static WorkflowTask nextTask(long completedEventId, Duration timeout) {
        return task(
                completedEventId + 1,
                completedEventId + 2,
                List.of(
                        event(completedEventId, new WorkflowTaskCompleted(2, 3, "", "weft-java", "0.1.0", List.of())),
                        event(completedEventId + 1, new WorkflowTaskScheduled("queue", true, timeout, 1)),
                        event(completedEventId + 2, new WorkflowTaskStarted(completedEventId + 1, false, 0))),
                timeout);
    }

    private static WorkflowTask task(
            long scheduledEventId, long startedEventId, List<HistoryEvent> events, Duration timeout) {
        return new WorkflowTask(
                new QueueName("default", "queue", ""),
                KEY,
                RUN,
                "Run",
                scheduledEventId,
                startedEventId,
                1,
                false,
                events,
                0,
                List.of(),
                timeout);
    }

    private static HistoryEvent event(long id, EventAttributes attributes) {
        return new HistoryEvent(id, Instant.ofEpochSecond(id), attributes);
    }

    private static WorkflowExecutionStarted started() {
        return new WorkflowExecutionStarted(
                RunSettings.of("Run", "queue", List.of()),
                RUN,
                RUN,
                RUN,
                "",
                ContinueInitiator.NONE,
                1,
                Instant.EPOCH,
                Duration.ZERO,
                ParentLink.NONE,
                KEY,
                false,
                Failure.NONE,
                Payload.NONE,
                "",
                "",
                List.of());
    }

    private Object logReport(int index) {
        Awaitility.await().until(() -> matching.reports().size() > index);
        return ((LogReport) matching.reports().get(index)).request();
    }
}
