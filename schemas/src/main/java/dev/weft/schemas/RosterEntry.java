package dev.weft.schemas;

import dev.weft.core.protocol.WorkerProtocol.WorkerStatus;
import java.time.Instant;
import java.util.List;

/** What matching tells everybody about workers and task queues; the newest entry of each is true for about a minute. */
public sealed interface RosterEntry {
    /** Names the worker or queue on the topic. */
    String key();

    /** When matching knew this. */
    Instant time();

    /** A worker has told about itself. */
    record WorkerSeen(WorkerStatus status, Instant time) implements RosterEntry {
        @Override
        public String key() {
            return key(status.namespace(), status.taskQueue(), status.workerId());
        }

        /** That of a worker's entry. */
        public static String key(String namespace, String taskQueue, String workerId) {
            return "worker/" + namespace + '/' + taskQueue + '/' + workerId;
        }
    }

    /**
     * A task queue as its owner sees it.
     *
     * @param since when this owner began to count
     * @param kinds one for each kind of task
     */
    record QueueSeen(String namespace, String taskQueue, Instant since, List<TaskCounts> kinds, Instant time)
            implements RosterEntry {
        public QueueSeen {
            kinds = List.copyOf(kinds);
        }

        @Override
        public String key() {
            return key(namespace, taskQueue);
        }

        /** That of a queue's entry. */
        public static String key(String namespace, String taskQueue) {
            return "queue/" + namespace + '/' + taskQueue;
        }
    }

    /**
     * The tasks of one kind.
     *
     * @param waiting tasks that no worker has yet
     * @param oldestTime when the oldest of them was dispatched, the epoch when none waits or it is not known
     * @param added tasks that came to the queue
     * @param dispatched tasks that were handed to workers
     */
    record TaskCounts(TaskKind kind, long waiting, Instant oldestTime, long added, long dispatched) {}

    /** What a task asks a worker to run. */
    enum TaskKind {
        WORKFLOW,
        ACTIVITY,
        QUERY
    }
}
