package dev.weft.sdk.worker;

/**
 * Who works.
 *
 * @param workerId of this worker for its lifetime, also its sticky queue
 * @param identity shown in histories
 */
record WorkerIdentity(String workerId, String identity) {}
