package dev.weft.core.task;

/** What history tells the owner of a task queue. Of one queue it is told in order. */
public sealed interface TaskEntry permits Task, TaskWithdrawal {
    QueueName queue();
}
