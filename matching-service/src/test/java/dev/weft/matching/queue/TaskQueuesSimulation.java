package dev.weft.matching.queue;

import static dev.weft.matching.queue.Tasks.NORMAL;
import static dev.weft.matching.queue.Tasks.activityTask;
import static dev.weft.matching.queue.Tasks.poll;
import static dev.weft.matching.queue.Tasks.sticky;
import static dev.weft.matching.queue.Tasks.workflowTask;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.model.Failure;
import dev.weft.core.model.Payload;
import dev.weft.core.model.WorkflowTaskFailedCause;
import dev.weft.core.request.WorkerRequest;
import dev.weft.core.request.WorkerRequest.CompleteActivityTask;
import dev.weft.core.request.WorkerRequest.ReportStickyUnavailable;
import dev.weft.core.task.Task;
import dev.weft.core.task.Task.ActivityTask;
import dev.weft.core.task.Task.WorkflowTask;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random offers, polls, failures and reports: no task is lost, and none is with two workers. */
class TaskQueuesSimulation {
    private static final int STEPS = 4_000;
    private static final List<String> WORKERS = List.of("w0", "w1", "w2");
    private static final QueueLimits SMALL = new QueueLimits(
            5,
            100_000,
            20_000,
            Duration.ofSeconds(1),
            Duration.ofSeconds(10),
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            100_000,
            Duration.ofHours(1));

    private final Desk desk = new Desk(SMALL, 30_000);
    private final Map<String, Task> waiting = new HashMap<>();
    private final Map<String, Task> out = new HashMap<>();
    private final Set<String> finished = new HashSet<>();
    private final List<Poll> polls = new ArrayList<>();
    private int runs;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void noTaskIsLostAndNoneIsWithTwoWorkers(long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        for (int step = 0; step < STEPS; step++) {
            act(random);
            noteRefusals();
        }
        for (Poll poll : List.copyOf(polls)) {
            take(poll);
        }
        while (!waiting.isEmpty()) {
            int before = waiting.size();
            WORKERS.forEach(worker -> drain(worker));
            desk.pass(Duration.ofMillis(100));
            noteRefusals();
            assertThat(waiting.size()).as("seed %d", seed).isLessThan(before);
        }
        assertThat(desk.queues.waiting(NORMAL)).as("seed %d", seed).isZero();
        assertThat(desk.budget.used()).as("seed %d", seed).isZero();
        assertThat(desk.statistics.waitingSpilled()).as("seed %d", seed).isZero();
    }

    private void act(RandomGenerator random) {
        switch (random.nextInt(12)) {
            case 0, 1, 2 -> offerNew(random);
            case 3 -> offerAgain(random);
            case 4, 5 -> polls.add(desk.poll(poll(worker(random), random.nextInt(3), random.nextInt(3))));
            case 6, 7 -> anyPoll(random, this::take);
            case 8 -> anyPoll(random, this::cancel);
            case 9 -> finishOne(random);
            case 10 -> putOneBack(random);
            default -> desk.pass(Duration.ofMillis(random.nextInt(400)));
        }
    }

    private void offerNew(RandomGenerator random) {
        String run = "r" + runs++;
        Task task =
                switch (random.nextInt(3)) {
                    case 0 -> workflowTask(run, sticky(worker(random)));
                    case 1 -> workflowTask(run);
                    default -> activityTask(run, NORMAL, false, new byte[random.nextInt(3_000)]);
                };
        waiting.put(run, task);
        assertThat(desk.offer(task)).isTrue();
    }

    private void offerAgain(RandomGenerator random) {
        List<Task> known = new ArrayList<>(waiting.values());
        known.addAll(out.values());
        if (!known.isEmpty()) {
            assertThat(desk.offer(known.get(random.nextInt(known.size())))).isFalse();
        }
    }

    private void take(Poll poll) {
        polls.remove(poll);
        handedOut(desk.take(poll));
    }

    private void handedOut(List<Task> tasks) {
        for (Task task : tasks) {
            assertThat(out).doesNotContainKey(task.runId());
            assertThat(finished).doesNotContain(task.runId());
            assertThat(waiting.remove(task.runId())).isEqualTo(task);
            out.put(task.runId(), task);
        }
    }

    private void cancel(Poll poll) {
        polls.remove(poll);
        desk.queues.cancel(poll, desk.now);
    }

    private void finishOne(RandomGenerator random) {
        anyOut(random).ifPresent(task -> {
            out.remove(task.runId());
            finished.add(task.runId());
            WorkerRequest report =
                    switch (task) {
                        case ActivityTask activity ->
                            new CompleteActivityTask(task.runId(), 5, 1, desk.now, Payload.NONE, "w");
                        case WorkflowTask workflow ->
                            new WorkerRequest.FailWorkflowTask(
                                    task.runId(), 2, 1, WorkflowTaskFailedCause.values()[0], Failure.NONE, "w");
                        case Task.QueryTask query -> throw new IllegalStateException("Expected no query");
                    };
            desk.report(report, task);
        });
    }

    private void putOneBack(RandomGenerator random) {
        anyOut(random).ifPresent(task -> {
            out.remove(task.runId());
            waiting.put(task.runId(), task);
            desk.queues.putBackUnsent(List.of(task), desk.now);
        });
    }

    /** A refused sticky task is history's to send again. */
    private void noteRefusals() {
        for (WorkerRequest request : desk.requests()) {
            if (request instanceof ReportStickyUnavailable refused) {
                assertThat(waiting.remove(refused.runId())).isNotNull();
                finished.add(refused.runId());
            }
        }
    }

    private void drain(String worker) {
        Poll poll = desk.poll(poll(worker, 50, 50));
        if (poll.isReady()) {
            handedOut(desk.take(poll));
        } else {
            desk.queues.cancel(poll, desk.now);
        }
    }

    private Optional<Task> anyOut(RandomGenerator random) {
        return out.isEmpty()
                ? Optional.empty()
                : Optional.of(List.copyOf(out.values()).get(random.nextInt(out.size())));
    }

    private void anyPoll(RandomGenerator random, Consumer<Poll> step) {
        if (!polls.isEmpty()) {
            step.accept(polls.get(random.nextInt(polls.size())));
        }
    }

    private static String worker(RandomGenerator random) {
        return WORKERS.get(random.nextInt(WORKERS.size()));
    }
}
