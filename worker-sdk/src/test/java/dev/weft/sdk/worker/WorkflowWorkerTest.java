package dev.weft.sdk.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.command.Command;
import dev.weft.core.event.EventAttributes;
import dev.weft.core.event.HistoryEvent;
import dev.weft.core.event.MessageEvent.WorkflowExecutionSignaled;
import dev.weft.core.event.WorkflowEvent.WorkflowExecutionStarted;
import dev.weft.core.event.WorkflowTaskEvent.WorkflowTaskCompleted;
import dev.weft.core.event.WorkflowTaskEvent.WorkflowTaskFailed;
import dev.weft.core.event.WorkflowTaskEvent.WorkflowTaskScheduled;
import dev.weft.core.event.WorkflowTaskEvent.WorkflowTaskStarted;
import dev.weft.core.model.ContinueInitiator;
import dev.weft.core.model.ExecutionKey;
import dev.weft.core.model.Failure;
import dev.weft.core.model.ParentLink;
import dev.weft.core.model.Payload;
import dev.weft.core.model.RunSettings;
import dev.weft.core.model.WorkflowTaskFailedCause;
import dev.weft.core.protocol.WorkerProtocol.LogReport;
import dev.weft.core.protocol.WorkerProtocol.QueryReport;
import dev.weft.core.protocol.WorkerProtocol.Report;
import dev.weft.core.request.ReplyTo;
import dev.weft.core.request.WorkerRequest.CompleteWorkflowTask;
import dev.weft.core.request.WorkerRequest.FailWorkflowTask;
import dev.weft.core.task.QueueName;
import dev.weft.core.task.Task.QueryTask;
import dev.weft.core.task.Task.WorkflowTask;
import dev.weft.sdk.client.ClientOptions;
import dev.weft.sdk.workflow.QueryMethod;
import dev.weft.sdk.workflow.SignalMethod;
import dev.weft.sdk.workflow.Workflow;
import dev.weft.sdk.workflow.WorkflowInterface;
import dev.weft.sdk.workflow.WorkflowMethod;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WorkflowWorkerTest {
    @WorkflowInterface
    interface Sum {
        @WorkflowMethod
        int run(int wanted);

        @SignalMethod
        void add(int number);

        @QueryMethod
        int total();
    }

    private static final class SumWorkflow implements Sum {
        private int total;

        @Override
        public int run(int wanted) {
            Workflow.await(() -> total >= wanted);
            return total;
        }

        @Override
        public void add(int number) {
            if (number < 0) {
                throw new IllegalStateException("Expected a positive number");
            }
            total += number;
        }

        @Override
        public int total() {
            return total;
        }
    }

    private static final ExecutionKey KEY = new ExecutionKey("default", "wf");
    private static final String RUN = "6b3f0000-0000-4000-8000-000000000001";

    private final FakeMatching matching = FakeMatching.start();
    private final AtomicInteger created = new AtomicInteger();
    private WorkerFactory factory = start(WorkerFactoryOptions.DEFAULT);

    private WorkerFactory start(WorkerFactoryOptions options) {
        WorkerFactory started = WorkerFactory.newInstance(ClientOptions.of(matching.url()), options);
        started.newWorker("queue", WorkerOptions.DEFAULT.withPollWait(Duration.ofMillis(500)))
                .registerWorkflowImplementationFactory(SumWorkflow.class, () -> {
                    created.incrementAndGet();
                    return new SumWorkflow();
                });
        started.start();
        return started;
    }

    @AfterEach
    void stop() {
        factory.close();
        matching.close();
    }

    @Test
    void aKeptExecutionGoesOnWhereItStopped() {
        matching.offer(firstTask("Sum"));
        CompleteWorkflowTask first = (CompleteWorkflowTask) logReport(0);
        matching.offer(secondTask(4, 7));

        CompleteWorkflowTask second = (CompleteWorkflowTask) logReport(1);

        assertThat(first.commands()).isEmpty();
        assertThat(first.stickyId()).isEqualTo(matching.polls().getFirst().workerId());
        assertThat(second.commands()).containsExactly(new Command.CompleteWorkflow(Payload.json("7")));
        assertThat(second.stickyId()).isEmpty();
        assertThat(created).hasValue(1);
    }

    @Test
    void withoutTheExecutionItsHistoryIsReadAndRunAgain() {
        matching.hold(history());

        matching.offer(secondTask(4, 7));

        CompleteWorkflowTask completed = (CompleteWorkflowTask) logReport(0);
        assertThat(completed.commands()).containsExactly(new Command.CompleteWorkflow(Payload.json("7")));
        assertThat(created).hasValue(1);
    }

    @Test
    void aCacheWithoutRoomMakesEveryTaskRunFromTheBeginning() {
        factory.close();
        factory = start(WorkerFactoryOptions.DEFAULT.withCacheBytes(0));
        matching.hold(history());
        matching.offer(firstTask("Sum"));
        logReport(0);
        matching.offer(secondTask(4, 7));

        CompleteWorkflowTask second = (CompleteWorkflowTask) logReport(1);

        assertThat(second.commands()).containsExactly(new Command.CompleteWorkflow(Payload.json("7")));
        assertThat(created).hasValue(2);
    }

    @Test
    void aFailedTaskEvictsItsRun() {
        matching.offer(firstTask("Sum"));
        logReport(0);
        matching.offer(secondTask(4, -1));
        assertThat(logReport(1)).isInstanceOf(FailWorkflowTask.class);
        matching.hold(history());

        matching.offer(query("total", 1, 4));

        assertThat(queryReport(2).result()).isEqualTo(Payload.json("0"));
        assertThat(created).hasValue(2);
    }

    @Test
    void aRunWhoseCloseThePlatformRefusesRunsAgainFromItsBeginning() {
        matching.offer(firstTask("Sum"));
        logReport(0);
        matching.offer(secondTask(4, 7));
        CompleteWorkflowTask close = (CompleteWorkflowTask) logReport(1);
        assertThat(close.commands()).hasSize(1);
        List<HistoryEvent> refused = new ArrayList<>(history());
        refused.add(event(5, signal(7)));
        refused.add(event(6, new WorkflowTaskScheduled("queue", true, Duration.ofSeconds(10), 1)));
        refused.add(event(7, new WorkflowTaskStarted(6, false, 0)));
        refused.add(
                event(8, new WorkflowTaskFailed(6, 7, WorkflowTaskFailedCause.UNHANDLED_COMMAND, Failure.NONE, "")));
        refused.add(event(9, signal(1)));
        refused.add(event(10, new WorkflowTaskScheduled("queue", false, Duration.ofSeconds(10), 1)));
        refused.add(event(11, new WorkflowTaskStarted(10, false, 0)));

        matching.offer(task("Sum", 10, 11, refused));

        CompleteWorkflowTask again = (CompleteWorkflowTask) logReport(2);
        assertThat(again.commands()).containsExactly(new Command.CompleteWorkflow(Payload.json("8")));
        assertThat(created).hasValue(2);
    }

    @Test
    void anUnknownWorkflowTypeFailsTheTaskWithTheKnownOnes() {
        matching.offer(firstTask("Product"));

        FailWorkflowTask failed = (FailWorkflowTask) logReport(0);

        assertThat(failed.failure().message())
                .isEqualTo("Expected workflow type Product to be registered with the worker of task queue queue,"
                        + " but it knows [Sum]");
    }

    @Test
    void queriesAreAnsweredByTheKeptExecutionManyTimes() {
        matching.offer(firstTask("Sum"));
        logReport(0);
        matching.offer(secondTask(4, 2));
        logReport(1);

        matching.offer(query("total", 1, 3));
        matching.offer(query("total", 2, 3));

        assertThat(queryReport(2).result()).isEqualTo(Payload.json("2"));
        assertThat(queryReport(3).result()).isEqualTo(Payload.json("2"));
        assertThat(created).hasValue(1);
    }

    @Test
    void aQueryWithoutTheExecutionRebuildsOneFromHistory() {
        matching.hold(history());

        matching.offer(query("total", 1, 3));

        assertThat(queryReport(0).result()).isEqualTo(Payload.json("0"));
    }

    @Test
    void aQueryThatMustSeeMoreThanTheKeptExecutionHasRebuildsOne() {
        matching.offer(firstTask("Sum"));
        logReport(0);
        matching.hold(history());

        matching.offer(query("total", 1, 4));

        assertThat(queryReport(1).result()).isEqualTo(Payload.json("0"));
        assertThat(created).hasValue(2);
    }

    @Test
    void aQueryOfThePastIsAnsweredByAnExecutionOfItsOwnThatIsForgotten() {
        matching.offer(firstTask("Sum"));
        logReport(0);
        matching.offer(secondTask(4, 2));
        logReport(1);

        matching.offer(queryOfThePast(history(), 0));
        assertThat(queryReport(2).result()).isEqualTo(Payload.json("0"));
        matching.offer(query("total", 2, 3));

        assertThat(queryReport(3).result()).isEqualTo(Payload.json("2"));
        assertThat(created).hasValue(2);
    }

    @Test
    void aQueryOfThePastReadsNoPageBeyondItsLastEvent() {
        List<HistoryEvent> whole = new ArrayList<>(history());
        whole.addAll(secondTask(4, 2).events().subList(1, 4));
        whole.add(event(8, new WorkflowTaskCompleted(6, 7, "", "weft-java", "0.1.0", List.of())));
        matching.hold(whole);

        matching.offer(queryOfThePast(whole.subList(0, 2), 3));

        assertThat(queryReport(0).result()).isEqualTo(Payload.json("0"));
    }

    @Test
    void anUnknownQueryIsAnAnswerToo() {
        matching.offer(firstTask("Sum"));
        logReport(0);

        matching.offer(query("average", 1, 3));

        assertThat(queryReport(1).failure().message()).contains("average");
    }

    private WorkflowTask firstTask(String workflowType) {
        return task(
                workflowType,
                2,
                3,
                List.of(
                        event(1, started(workflowType)),
                        event(2, new WorkflowTaskScheduled("queue", false, Duration.ofSeconds(10), 1)),
                        event(3, new WorkflowTaskStarted(2, false, 0))));
    }

    /** What followed on {@link #firstTask}, with one signal. */
    private WorkflowTask secondTask(long firstEventId, int number) {
        return task(
                "Sum",
                firstEventId + 2,
                firstEventId + 3,
                List.of(
                        event(firstEventId, new WorkflowTaskCompleted(2, 3, "", "weft-java", "0.1.0", List.of())),
                        event(firstEventId + 1, signal(number)),
                        event(firstEventId + 2, new WorkflowTaskScheduled("queue", true, Duration.ofSeconds(10), 1)),
                        event(firstEventId + 3, new WorkflowTaskStarted(firstEventId + 2, false, 0))));
    }

    private static WorkflowExecutionSignaled signal(int number) {
        return new WorkflowExecutionSignaled(
                "add", List.of(Payload.json(Integer.toString(number))), Map.of(), "", ExecutionKey.NONE, "");
    }

    private List<HistoryEvent> history() {
        return List.of(
                event(1, started("Sum")),
                event(2, new WorkflowTaskScheduled("queue", false, Duration.ofSeconds(10), 1)),
                event(3, new WorkflowTaskStarted(2, false, 0)),
                event(4, new WorkflowTaskCompleted(2, 3, "", "weft-java", "0.1.0", List.of())));
    }

    private static WorkflowTask task(
            String type, long scheduledEventId, long startedEventId, List<HistoryEvent> events) {
        return new WorkflowTask(
                new QueueName("default", "queue", ""),
                KEY,
                RUN,
                type,
                scheduledEventId,
                startedEventId,
                1,
                false,
                events,
                0,
                List.of(),
                Duration.ofSeconds(10));
    }

    /** @param lastEventId WorkflowTaskStarted of the last task that was completed */
    private static QueryTask query(String queryType, long correlation, long lastEventId) {
        return new QueryTask(
                new QueueName("default", "queue", ""),
                KEY,
                RUN,
                "Sum",
                new ReplyTo("frontend", correlation),
                queryType,
                List.of(),
                List.of(),
                0,
                lastEventId,
                false);
    }

    /** As of the first completed task, event 4. */
    private static QueryTask queryOfThePast(List<HistoryEvent> events, long nextEventId) {
        return new QueryTask(
                new QueueName("default", "queue", ""),
                KEY,
                RUN,
                "Sum",
                new ReplyTo("frontend", 9),
                "total",
                List.of(),
                events,
                nextEventId,
                4,
                true);
    }

    private static HistoryEvent event(long id, EventAttributes attributes) {
        return new HistoryEvent(id, Instant.ofEpochSecond(id), attributes);
    }

    private static WorkflowExecutionStarted started(String workflowType) {
        return new WorkflowExecutionStarted(
                RunSettings.of(workflowType, "queue", List.of(Payload.json("5"))),
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
        return ((LogReport) report(index)).request();
    }

    private QueryReport queryReport(int index) {
        return (QueryReport) report(index);
    }

    private Report report(int index) {
        Awaitility.await().until(() -> matching.reports().size() > index);
        return matching.reports().get(index);
    }
}
