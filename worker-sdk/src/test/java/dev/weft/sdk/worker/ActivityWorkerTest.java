package dev.weft.sdk.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.core.model.ActivitySettings;
import dev.weft.core.model.ExecutionKey;
import dev.weft.core.model.Failure;
import dev.weft.core.model.FailureInfo;
import dev.weft.core.model.Payload;
import dev.weft.core.model.RetryPolicy;
import dev.weft.core.protocol.WorkerProtocol.HeartbeatResponse;
import dev.weft.core.protocol.WorkerProtocol.LogReport;
import dev.weft.core.protocol.WorkerProtocol.WorkerStatus;
import dev.weft.core.request.WorkerRequest;
import dev.weft.core.request.WorkerRequest.CompleteActivityTask;
import dev.weft.core.request.WorkerRequest.FailActivityTask;
import dev.weft.core.request.WorkerRequest.ReportActivityCanceled;
import dev.weft.core.task.QueueName;
import dev.weft.core.task.Task.ActivityTask;
import dev.weft.sdk.activity.Activity;
import dev.weft.sdk.activity.ActivityExecutionContext;
import dev.weft.sdk.activity.ActivityInterface;
import dev.weft.sdk.client.ActivityCompletionClient;
import dev.weft.sdk.client.ClientOptions;
import dev.weft.sdk.client.WorkflowClient;
import dev.weft.sdk.failure.ApplicationFailure;
import dev.weft.sdk.transport.HttpAnswer;
import dev.weft.sdk.transport.HttpCall;
import dev.weft.sdk.transport.Transport;
import dev.weft.sdk.transport.TransportFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ActivityWorkerTest {
    @ActivityInterface
    interface Work {
        String greet(String name, int times);

        void fail(boolean forGood);

        void untilCanceled();

        void resume();

        void later();

        void waitForGate();
    }

    private static final class TestWork implements Work {
        final Semaphore gate = new Semaphore(0);
        final BlockingQueue<String> tokens = new LinkedBlockingQueue<>();

        @Override
        public String greet(String name, int times) {
            return ("Hello " + name + "! ").repeat(times).strip();
        }

        @Override
        public void fail(boolean forGood) {
            if (forGood) {
                throw ApplicationFailure.nonRetryable("never", "Never", 7);
            }
            throw new IllegalStateException("broken");
        }

        @Override
        public void untilCanceled() {
            ActivityExecutionContext context = Activity.getExecutionContext();
            Awaitility.await().until(() -> {
                context.heartbeat("alive");
                return false;
            });
        }

        @Override
        public void resume() {
            ActivityExecutionContext context = Activity.getExecutionContext();
            int done = context.getHeartbeatDetails(Integer.class).orElse(0);
            context.heartbeat(done + 1);
            context.heartbeat(done + 2);
            throw new IllegalStateException("stopped at " + (done + 2));
        }

        @Override
        public void later() {
            ActivityExecutionContext context = Activity.getExecutionContext();
            context.doNotCompleteOnReturn();
            tokens.add(context.getTaskToken());
        }

        @Override
        public void waitForGate() {
            gate.acquireUninterruptibly();
        }
    }

    private static final ExecutionKey KEY = new ExecutionKey("default", "wf");

    private final FakeMatching matching = FakeMatching.start();
    private final ClientOptions client = ClientOptions.of(matching.url()).withIdentity("test");
    private final TestWork work = new TestWork();
    private final WorkerFactory factory =
            WorkerFactory.newInstance(client, WorkerFactoryOptions.DEFAULT.withGracePeriod(Duration.ofSeconds(5)));
    private final Worker worker =
            factory.newWorker("queue", WorkerOptions.DEFAULT.withSlots(10, 4).withPollWait(Duration.ofSeconds(1)));

    @BeforeEach
    void start() {
        worker.registerActivitiesImplementations(work);
        factory.start();
    }

    @AfterEach
    void stop() {
        work.gate.release(1_000);
        factory.close();
        matching.close();
    }

    @Test
    void aWorkerTellsWhatItIsWhenItBegins() {
        Awaitility.await().until(() -> !matching.statuses().isEmpty());

        WorkerStatus status = matching.statuses().getFirst();
        assertThat(status.namespace()).isEqualTo("default");
        assertThat(status.taskQueue()).isEqualTo("queue");
        assertThat(status.identity()).isEqualTo("test");
        assertThat(status.sdkName()).isEqualTo("weft-java");
        assertThat(status.workflowSlots()).isEqualTo(10);
        assertThat(status.activitySlots()).isEqualTo(4);
        assertThat(status.workflowTypes()).isEmpty();
        assertThat(status.activityTypes())
                .containsExactly("Fail", "Greet", "Later", "Resume", "UntilCanceled", "WaitForGate");
    }

    @Test
    void aSlotIsUsedWhileItsTaskIsUnderWayAndNotWhileAPollHoldsIt() {
        assertThat(worker.status().activitySlotsUsed()).isZero();

        matching.offer(task(5, "WaitForGate"));
        Awaitility.await().until(() -> worker.status().activitySlotsUsed() == 1);
        work.gate.release();

        onlyReport();
        Awaitility.await().until(() -> worker.status().activitySlotsUsed() == 0);
        assertThat(worker.status().workflowSlotsUsed()).isZero();
    }

    @Test
    void theResultOfAnActivityIsReported() {
        matching.offer(task(5, "Greet", Payload.json("\"Ada\""), Payload.json("2")));

        CompleteActivityTask completed = (CompleteActivityTask) onlyReport();

        assertThat(completed.result()).isEqualTo(Payload.json("\"Hello Ada! Hello Ada!\""));
        assertThat(completed.scheduledEventId()).isEqualTo(5);
        assertThat(completed.attempt()).isEqualTo(1);
        assertThat(completed.identity()).isEqualTo("test");
    }

    @Test
    void anyExceptionIsARetryableFailureOfItsClass() {
        matching.offer(task(5, "Fail"));

        FailureInfo.Application failure = applicationFailure(onlyReport());

        assertThat(failure.type()).isEqualTo("java.lang.IllegalStateException");
        assertThat(failure.nonRetryable()).isFalse();
    }

    @Test
    void anApplicationFailureIsReportedAsItIs() {
        matching.offer(task(5, "Fail", Payload.json("true")));

        FailureInfo.Application failure = applicationFailure(onlyReport());

        assertThat(failure.type()).isEqualTo("Never");
        assertThat(failure.nonRetryable()).isTrue();
        assertThat(failure.details()).containsExactly(Payload.json("7"));
    }

    @Test
    void anUnknownActivityTypeIsAFailureThatNamesTheKnownOnes() {
        matching.offer(task(5, "Sing"));

        FailureInfo.Application failure = applicationFailure(onlyReport());

        assertThat(failure.nonRetryable()).isFalse();
        assertThat(failure.message())
                .isEqualTo("Expected an activity of type Sing to be registered with the worker of task queue queue,"
                        + " but it knows [Fail, Greet, Later, Resume, UntilCanceled, WaitForGate]");
    }

    @Test
    void argumentsOfAnotherTypeAreAFailureThatSaysSo() {
        matching.offer(task(5, "Greet", Payload.json("{}")));

        assertThat(applicationFailure(onlyReport()).message()).contains("Expected JSON of java.lang.String");
    }

    @Test
    void aCancellationIsToldByTheHeartbeatAndReported() {
        matching.answerHeartbeats(new HeartbeatResponse(true, true));
        matching.offer(task(5, "UntilCanceled"));

        assertThat(onlyReport()).isInstanceOf(ReportActivityCanceled.class);
        assertThat(matching.heartbeats().getFirst().heartbeat().details()).containsExactly(Payload.json("\"alive\""));
    }

    @Test
    void anAttemptThatNobodyWantsAnyMoreIsStoppedWithoutReport() {
        matching.answerHeartbeats(new HeartbeatResponse(false, false));
        matching.offer(task(5, "UntilCanceled"));
        Awaitility.await().until(() -> !matching.heartbeats().isEmpty());

        matching.offer(task(6, "Greet", Payload.json("\"Ada\""), Payload.json("1")));

        assertThat(((CompleteActivityTask) onlyReport()).scheduledEventId()).isEqualTo(6);
    }

    @Test
    void detailsOfTheLastAttemptAreGivenAndTheLatestArriveInOneWayOrTheOther() {
        matching.offer(withDetails(task(5, "Resume"), Payload.json("40")));

        FailActivityTask failed = (FailActivityTask) onlyReport();

        assertThat(failed.failure().message()).isEqualTo("stopped at 42");
        List<Payload> latest = failed.lastHeartbeatDetails().isEmpty()
                ? matching.heartbeats().getLast().heartbeat().details()
                : failed.lastHeartbeatDetails();
        assertThat(latest).containsExactly(Payload.json("42"));
    }

    @Test
    void anActivityMayBeCompletedLaterByItsToken() throws InterruptedException {
        matching.offer(task(5, "Later"));
        String token = work.tokens.take();
        assertThat(matching.reports()).isEmpty();

        try (WorkflowClient workflows = WorkflowClient.connect(client)) {
            ActivityCompletionClient completions = workflows.newActivityCompletionClient();
            completions.complete(token, "done");
        }

        CompleteActivityTask completed = (CompleteActivityTask) onlyReport();
        assertThat(completed.result()).isEqualTo(Payload.json("\"done\""));
        assertThat(completed.scheduledEventId()).isEqualTo(5);
    }

    @Test
    void noMoreTasksAreAskedForThanThereAreSlots() {
        for (int i = 1; i <= 6; i++) {
            matching.offer(task(i, "WaitForGate"));
        }
        Awaitility.await().until(() -> work.gate.getQueueLength() == 4);

        work.gate.release(6);

        Awaitility.await().until(() -> matching.reports().size() == 6);
        assertThat(matching.polls())
                .allSatisfy(poll -> assertThat(poll.maximumActivityTasks()).isBetween(1, 2));
    }

    @Test
    void aTaskThatArrivesTwiceRunsOnce() {
        matching.offer(task(5, "WaitForGate"));
        matching.offer(task(5, "WaitForGate"));
        matching.offer(task(6, "Greet", Payload.json("\"Ada\""), Payload.json("1")));
        Awaitility.await().until(() -> matching.reports().size() == 1);

        work.gate.release(1);

        Awaitility.await().until(() -> matching.reports().size() == 2);
        assertThat(work.gate.availablePermits()).isZero();
    }

    @Test
    void finishedWorkIsReportedWhenThePlatformIsBack() {
        matching.offer(task(5, "WaitForGate"));
        Awaitility.await().until(() -> work.gate.getQueueLength() == 1);
        matching.goAway();
        work.gate.release(1);

        matching.comeBack();

        assertThat(((CompleteActivityTask) onlyReport()).scheduledEventId()).isEqualTo(5);
    }

    @Test
    void aShutdownFinishesWhatIsUnderWayAndTellsThePlatform() {
        matching.offer(task(5, "WaitForGate"));
        Awaitility.await().until(() -> work.gate.getQueueLength() == 1);
        Thread closing = Thread.ofVirtual().start(factory::close);
        Awaitility.await().until(() -> matching.shutdowns() == 1);

        work.gate.release(1);

        Awaitility.await().until(() -> !closing.isAlive());
        assertThat(matching.reports()).hasSize(1);
    }

    @Test
    void aShutdownStopsTheTasksOfAllWorkersAtTheSameTime() throws InterruptedException {
        factory.close();
        Semaphore stopped = new Semaphore(0);
        Semaphore begun = new Semaphore(0);
        WorkerFactory hasty =
                WorkerFactory.newInstance(client, WorkerFactoryOptions.DEFAULT.withGracePeriod(Duration.ofMillis(50)));
        for (String queue : List.of("one", "two")) {
            hasty.newWorker(queue, WorkerOptions.DEFAULT.withSlots(1, 1))
                    .registerActivitiesImplementations((Waiting) () -> {
                        begun.release();
                        while (!Thread.interrupted()) {
                            LockSupport.park();
                        }
                        stopped.release();
                        stopped.acquireUninterruptibly(2);
                        stopped.release(2);
                    });
        }
        hasty.start();
        matching.offer(task(6, "WaitForOthers"));
        matching.offer(task(7, "WaitForOthers"));
        begun.acquire(2);

        hasty.close();

        assertThat(matching.reports()).hasSize(2);
    }

    @ActivityInterface
    interface Waiting {
        void waitForOthers();
    }

    @Test
    void aWorkerSurvivesWhatItsTransportThrows() {
        factory.close();
        AtomicBoolean broken = new AtomicBoolean(true);
        TransportFactory breaking = (url, headers) -> new Breaking(TransportFactory.HTTP.open(url, headers), broken);
        try (WorkerFactory surviving =
                WorkerFactory.newInstance(client.withTransport(breaking), WorkerFactoryOptions.DEFAULT)) {
            surviving.newWorker("queue").registerActivitiesImplementations(work);
            surviving.start();
            Awaitility.await().until(() -> Breaking.CALLS.get() >= 4);

            broken.set(false);
            matching.offer(task(8, "WaitForGate"));
            work.gate.release(1);
            onlyReport();
            broken.set(true);
        }

        assertThat(matching.shutdowns())
                .as("the first factory told of its end, this one could not")
                .isEqualTo(1);
    }

    /** Throws what nobody expects from a transport, as long as it is broken. */
    private record Breaking(Transport transport, AtomicBoolean broken) implements Transport {
        static final AtomicInteger CALLS = new AtomicInteger();

        @Override
        public String target() {
            return transport.target();
        }

        @Override
        public HttpAnswer send(HttpCall call) {
            if (broken.get()) {
                CALLS.incrementAndGet();
                throw new IllegalStateException("broken");
            }
            return transport.send(call);
        }

        @Override
        public void close() {
            transport.close();
        }
    }

    @Test
    void aWorkerWithoutAnythingToRunIsRefused() {
        WorkerFactory empty = WorkerFactory.newInstance(client, WorkerFactoryOptions.DEFAULT);
        empty.newWorker("idle");

        assertThatThrownBy(empty::start)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Expected the worker of task queue idle to have workflows or activities,"
                        + " but none is registered");
    }

    private WorkerRequest onlyReport() {
        Awaitility.await().until(() -> !matching.reports().isEmpty());
        assertThat(matching.reports()).hasSize(1);
        return ((LogReport) matching.reports().getFirst()).request();
    }

    private static FailureInfo.Application applicationFailure(WorkerRequest report) {
        return (FailureInfo.Application)
                ((FailActivityTask) report).failure().chain().getFirst();
    }

    private static ActivityTask task(long scheduledEventId, String activityType, Payload... input) {
        return new ActivityTask(
                new QueueName("default", "queue", ""),
                KEY,
                "run-1",
                "Flow",
                "a" + scheduledEventId,
                activityType,
                scheduledEventId,
                1,
                List.of(input),
                Map.of(),
                new ActivitySettings(
                        Duration.ZERO,
                        Duration.ZERO,
                        Duration.ofMinutes(1),
                        Duration.ofSeconds(10),
                        RetryPolicy.ACTIVITY_DEFAULT),
                Instant.EPOCH,
                Instant.EPOCH,
                List.of(),
                Failure.NONE,
                false);
    }

    private static ActivityTask withDetails(ActivityTask task, Payload details) {
        return new ActivityTask(
                task.queue(),
                task.key(),
                task.runId(),
                task.workflowType(),
                task.activityId(),
                task.activityType(),
                task.scheduledEventId(),
                task.attempt(),
                task.input(),
                task.header(),
                task.settings(),
                task.scheduledTime(),
                task.attemptScheduledTime(),
                List.of(details),
                task.lastFailure(),
                task.claimRequired());
    }
}
