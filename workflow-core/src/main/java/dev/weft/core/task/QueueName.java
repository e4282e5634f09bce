package dev.weft.core.task;

/**
 * Where a task waits for a worker.
 *
 * @param taskQueue the queue that users name; decides which matching instance owns the task
 * @param stickyId the worker's own queue below it, empty for the normal queue
 */
public record QueueName(String namespace, String taskQueue, String stickyId) {

    public boolean isSticky() {
        return !stickyId.isEmpty();
    }

    /** The normal queue that this queue belongs to. */
    public QueueName normal() {
        return isSticky() ? new QueueName(namespace, taskQueue, "") : this;
    }
}
