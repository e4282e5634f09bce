package dev.weft.e2e.simulation;

/** What goes wrong. */
enum Fault {
    /** History dies after its effects have left, before the checkpoint. */
    CRASH_BEFORE_COMMIT,
    /** History dies after the checkpoint, before its effects have left. */
    CRASH_AFTER_COMMIT_BEFORE_EFFECTS,
    /** History dies with some effects of one request sent and the others lost. */
    CRASH_BETWEEN_EFFECTS,
    /** Another instance takes a partition over, while effects of the former owner are still on their way. */
    TAKEOVER,
    /** Matching hands its task queues over in order. */
    MATCHING_RESTART,
    /** Matching dies with all that it knows. */
    MATCHING_CRASH,
    /** A worker dies with its cache, its tasks and its polls. */
    WORKER_DEATH,
    /** Workers are deployed with code that does not fit the histories, and mended after a while. */
    BROKEN_DEPLOYMENT,

    /** A worker takes longer than any timeout. */
    SLOW_WORKER,
    /** A worker's answer to a task is lost and reported again. */
    LOST_REPORT,
    /** A client hears nothing and asks again. */
    LOST_REPLY,
    /** A request reaches the log twice. */
    DUPLICATE_REQUEST,
    /** A task reaches matching twice. */
    DUPLICATE_TASK,
    /** Something is much later than usual. */
    DELAY
}
