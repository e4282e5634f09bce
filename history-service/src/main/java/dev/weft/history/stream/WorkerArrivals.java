package dev.weft.history.stream;

import dev.weft.core.model.WorkflowStatus;
import dev.weft.core.request.EngineRequest.WorkerArrived;
import dev.weft.core.request.Request;
import dev.weft.core.task.QueueName;
import dev.weft.history.engine.EffectDispatcher;
import dev.weft.history.engine.LiveExecution;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/**
 * Tells the stuck executions of a partition that a worker has arrived which may have other code. Each is told by a
 * request of its own on the log, so that the log decides what follows: who is stuck is known from memory, which a
 * takeover fills in its own time.
 */
final class WorkerArrivals {
    private final StuckExecutions stuck;
    private final PartitionScans scans;
    private final EffectDispatcher dispatcher;
    private final Deque<Request> untold = new ArrayDeque<>();
    private final Set<QueueName> searched = new HashSet<>();

    WorkerArrivals(StuckExecutions stuck, PartitionScans scans, EffectDispatcher dispatcher) {
        this.stuck = stuck;
        this.scans = scans;
        this.dispatcher = dispatcher;
    }

    /** Long work follows, for {@link #advance} and the scans. */
    void arrived(WorkerArrived worker) {
        QueueName queue = new QueueName(worker.namespace(), worker.taskQueue(), "");
        if (stuck.isComplete()) {
            stuck.of(queue).forEach(key -> untold.add(Request.of(key, worker)));
        } else if (searched.add(queue)) {
            scans.add(new Search(queue, worker));
        }
    }

    /** Looks through all executions for those of one queue. */
    private final class Search implements PartitionScans.Scan {
        private final QueueName queue;
        private final WorkerArrived worker;

        Search(QueueName queue, WorkerArrived worker) {
            this.queue = queue;
            this.worker = worker;
        }

        @Override
        public void visit(LiveExecution execution) {
            boolean concerned = execution.state().status() == WorkflowStatus.STUCK
                    && StuckExecutions.queueOf(execution.state()).equals(queue);
            if (concerned) {
                dispatcher.request(execution.key(), Request.of(execution.key(), worker));
            }
        }

        @Override
        public void end() {
            searched.remove(queue);
        }
    }

    /** @return whether there is more to tell */
    boolean advance(int executionsMax) {
        for (int left = executionsMax; left > 0; left--) {
            Request next = untold.poll();
            if (next == null) {
                return false;
            }
            dispatcher.request(next.key(), next);
        }
        return !untold.isEmpty();
    }
}
