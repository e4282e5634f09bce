package dev.weft.sdk.worker;

import dev.weft.core.protocol.WorkerProtocol.Report;
import dev.weft.core.protocol.WorkerProtocol.ReportRequest;
import dev.weft.core.task.QueueName;
import dev.weft.core.task.Task;
import dev.weft.sdk.transport.CallRefusedException;
import dev.weft.sdk.transport.TransportException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings finished work to the platform by group commit: takes one item, then everything that is already there, posts,
 * and repeats; at most {@value #POSTS_IN_FLIGHT_MAX} posts at a time. A post is repeated until the platform has
 * answered, so nothing finished is lost while the worker lives. What the platform refuses for good is replaced by a
 * report that says so.
 */
final class Reporter {
    static final int POSTS_IN_FLIGHT_MAX = 2;
    private static final int BATCH_ITEMS_MAX = 500;
    private static final Duration BACKOFF_MAX = Duration.ofSeconds(2);
    private static final Logger LOG = LoggerFactory.getLogger(Reporter.class);

    /** @param acknowledged run once the report is durable or given up */
    private record Item(Report report, boolean replacement, Runnable acknowledged) {}

    private final String namespace;
    private final String taskQueue;
    private final String workerId;
    private final Function<ReportRequest, List<Task>> post;
    private final EagerActivities eager;
    private final PlatformWatch watch;
    private final BlockingQueue<Item> finished = new LinkedBlockingQueue<>();
    private final List<Thread> threads = new ArrayList<>();

    /** @param post returns the activities that came with the answer */
    Reporter(
            WorkerIdentity worker,
            QueueName queue,
            Function<ReportRequest, List<Task>> post,
            EagerActivities eager,
            PlatformWatch watch) {
        this.namespace = queue.namespace();
        this.taskQueue = queue.taskQueue();
        this.workerId = worker.workerId();
        this.post = post;
        this.eager = eager;
        this.watch = watch;
    }

    void start() {
        for (int i = 0; i < POSTS_IN_FLIGHT_MAX; i++) {
            threads.add(Thread.ofVirtual()
                    .name("weft-reporter-" + taskQueue + "-" + i)
                    .start(this::run));
        }
    }

    /** Returns at once. */
    void report(Report report, Runnable acknowledged) {
        finished.add(new Item(report, false, acknowledged));
    }

    /** Ends the threads; reports that are not acknowledged by then are lost to this worker. */
    void stop() {
        threads.forEach(Thread::interrupt);
    }

    private void run() {
        try {
            while (true) {
                List<Item> batch = new ArrayList<>();
                batch.add(finished.take());
                finished.drainTo(batch, BATCH_ITEMS_MAX - 1);
                deliver(batch);
            }
        } catch (InterruptedException e) {
            LOG.debug("Reporter of {} ends with {} reports waiting", taskQueue, finished.size());
        }
    }

    private void deliver(List<Item> batch) throws InterruptedException {
        List<Report> reports = batch.stream().map(Item::report).toList();
        ReportRequest request = new ReportRequest(namespace, taskQueue, workerId, reports, eager.wanted(reports));
        Backoff backoff = new Backoff(BACKOFF_MAX);
        while (true) {
            try {
                List<Task> eagerTasks = post.apply(request);
                watch.answered();
                eager.begin(eagerTasks);
                batch.forEach(item -> item.acknowledged().run());
                return;
            } catch (TransportException e) {
                watch.failed(e);
            } catch (CallRefusedException e) {
                if (e.isFinal()) {
                    deliverRefused(batch, e);
                    return;
                }
                watch.failed(e);
            } catch (RuntimeException e) {
                // The codec cannot write it: no other try would.
                deliverRefused(batch, new CallRefusedException(422, String.valueOf(e.getMessage())));
                return;
            }
            backoff.sleep();
        }
    }

    /** Finds the refused reports of a batch by halving it. */
    private void deliverRefused(List<Item> batch, CallRefusedException refusal) throws InterruptedException {
        if (batch.size() > 1) {
            int middle = batch.size() / 2;
            deliver(batch.subList(0, middle));
            deliver(batch.subList(middle, batch.size()));
            return;
        }
        Item item = batch.getFirst();
        if (item.replacement()) {
            LOG.error(
                    "Expected the platform to take a report, but it refuses it and what replaces it; given up: {}",
                    refusal.getMessage());
            item.acknowledged().run();
            return;
        }
        LOG.warn("The platform refuses a report, a failure is reported instead: {}", refusal.getMessage());
        Report replacement = RefusedReports.replace(item.report(), refusal);
        deliver(List.of(new Item(replacement, true, item.acknowledged())));
    }
}
