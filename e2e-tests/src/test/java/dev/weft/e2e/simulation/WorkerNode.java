package dev.weft.e2e.simulation;

import dev.weft.core.model.ExecutionKey;
import dev.weft.core.model.Failure;
import dev.weft.core.model.FailureInfo;
import dev.weft.core.model.WorkflowTaskFailedCause;
import dev.weft.core.protocol.WorkerProtocol.LogReport;
import dev.weft.core.protocol.WorkerProtocol.PollRequest;
import dev.weft.core.protocol.WorkerProtocol.QueryReport;
import dev.weft.core.protocol.WorkerProtocol.Report;
import dev.weft.core.request.WorkerRequest;
import dev.weft.core.task.Task;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A worker: polls, runs workflows and activities, reports, and dies now and then. */
final class WorkerNode {
    /** The message of failures that come from a broken deployment. */
    static final String BROKEN = "broken deployment";

    private static final int POLLERS = 2;
    private static final Duration WAIT = Duration.ofSeconds(5);

    private final Timeline timeline;
    private final Choice choice;
    private final Faults faults;
    private final Witness witness;
    private final MatchingNode matching;
    private final String name;
    private final WorkflowRuns runs;
    private int life;
    private boolean alive = true;
    private boolean broken;

    WorkerNode(
            Timeline timeline,
            Choice choice,
            Faults faults,
            Witness witness,
            MatchingNode matching,
            WorkflowRuns runs,
            String name) {
        this.timeline = timeline;
        this.choice = choice;
        this.faults = faults;
        this.witness = witness;
        this.matching = matching;
        this.runs = runs;
        this.name = name;
        begin();
    }

    private void begin() {
        for (int i = 0; i < POLLERS; i++) {
            int poller = i;
            timeline.after(choice.between(0, 20), () -> poll(life, poller));
        }
    }

    /** From now on, the code that is deployed does not fit the histories. */
    void breakCode() {
        broken = true;
    }

    void mendCode() {
        broken = false;
    }

    void die() {
        if (!alive) {
            return;
        }
        faults.note(Fault.WORKER_DEATH);
        if (choice.oneIn(2)) {
            matching.shutDownWorker(ScriptState.QUEUE, workerId());
        }
        alive = false;
        life++;
        runs.forgetAll();
        timeline.after(choice.between(100, 5_000), () -> {
            alive = true;
            life++;
            begin();
        });
    }

    private String workerId() {
        return name + "-" + life;
    }

    private void poll(int born, int poller) {
        if (born != life || !alive) {
            return;
        }
        if (!matching.isAlive()) {
            timeline.after(Duration.ofMillis(100), () -> poll(born, poller));
            return;
        }
        int served = matching.life();
        boolean[] answered = {false};
        PollRequest request = new PollRequest(
                ExecutionKey.DEFAULT_NAMESPACE,
                ScriptState.QUEUE,
                workerId(),
                workerId(),
                1,
                2,
                WAIT.toMillis(),
                List.of());
        matching.poll(request, tasks -> {
            if (!answered[0]) {
                answered[0] = true;
                timeline.after(faults.delay(2), () -> poll(born, poller));
            }
            tasks.forEach(task -> timeline.after(faults.delay(1), () -> take(born, task)));
        });
        watchConnection(born, poller, served, answered);
    }

    /** A poll that its server never answers ends when the connection breaks. */
    private void watchConnection(int born, int poller, int served, boolean[] answered) {
        timeline.after(WAIT.plusSeconds(1), () -> {
            if (!answered[0] && born == life) {
                if (matching.life() != served) {
                    answered[0] = true;
                    poll(born, poller);
                } else {
                    watchConnection(born, poller, served, answered);
                }
            }
        });
    }

    private void take(int born, Task task) {
        if (born != life || !alive) {
            return;
        }
        switch (task) {
            case Task.WorkflowTask workflow -> run(born, workflow);
            case Task.ActivityTask activity -> run(born, activity);
            case Task.QueryTask query -> run(born, query);
        }
    }

    private void run(int born, Task.WorkflowTask task) {
        Witness.require(task.nextEventId() == 0, "small histories, but " + task.key() + " has pages");
        if (broken) {
            runs.forgetAll();
        }
        WorkerRequest report = broken ? misfit(task) : runs.run(task, timeline.now(), workerId());
        reportAfter(born, work(20), new LogReport(task.key(), report));
    }

    private WorkerRequest misfit(Task.WorkflowTask task) {
        return new WorkerRequest.FailWorkflowTask(
                task.runId(),
                task.scheduledEventId(),
                task.attempt(),
                WorkflowTaskFailedCause.NON_DETERMINISTIC_ERROR,
                failure(BROKEN),
                workerId());
    }

    private void run(int born, Task.QueryTask task) {
        reportAfter(born, work(5), new QueryReport(task.replyTo(), runs.answer(task), Failure.NONE));
    }

    private void run(int born, Task.ActivityTask task) {
        Instant started = timeline.now();
        if (task.settings().retryPolicy().maximumAttempts() == 1) {
            witness.startsOnce(task.runId(), task.scheduledEventId());
        }
        WorkerRequest outcome = outcome(task, started);
        if (task.activityType().equals("HEARTBEATING")) {
            reportAfter(
                    born,
                    Duration.ofMillis(1),
                    new LogReport(
                            task.key(),
                            new WorkerRequest.RecordActivityHeartbeat(
                                    task.runId(),
                                    task.scheduledEventId(),
                                    task.attempt(),
                                    started,
                                    List.of(),
                                    workerId())));
        }
        reportAfter(born, work(100), new LogReport(task.key(), outcome));
    }

    /** An attempt that says it was cancelled, and was not asked to, counts as failed. */
    private WorkerRequest outcome(Task.ActivityTask task, Instant started) {
        String runId = task.runId();
        long scheduled = task.scheduledEventId();
        if (task.activityType().equals("FLAKY") && task.attempt() <= 2) {
            return new WorkerRequest.FailActivityTask(
                    runId, scheduled, task.attempt(), started, failure("flaky"), List.of(), workerId());
        }
        if (task.activityType().equals("ONCE") && choice.oneIn(4)) {
            return new WorkerRequest.ReportActivityCanceled(
                    runId, scheduled, task.attempt(), started, List.of(), workerId());
        }
        return new WorkerRequest.CompleteActivityTask(
                runId, scheduled, task.attempt(), started, ScriptState.payload("a"), workerId());
    }

    private Duration work(long usualMillis) {
        return faults.strikes(Fault.SLOW_WORKER, 40) ? choice.between(900, 15_000) : choice.between(0, usualMillis);
    }

    /** Reports until it is told that the report is durable; a lost answer makes it report twice. */
    private void reportAfter(int born, Duration delay, Report report) {
        timeline.after(delay, () -> {
            if (born != life || !alive) {
                return;
            }
            if (!matching.isAlive()) {
                reportAfter(born, Duration.ofMillis(100), report);
                return;
            }
            matching.report(ScriptState.QUEUE, List.of(report));
            if (faults.strikes(Fault.LOST_REPORT, 40)) {
                reportAfter(born, choice.between(50, 2_000), report);
            }
        });
    }

    static Failure failure(String message) {
        return Failure.of(new FailureInfo.Application(message, "Simulated", false, "", List.of(), Duration.ZERO));
    }
}
