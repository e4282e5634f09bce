package dev.weft.core.model;

/** Why a retry policy did not lead to one more attempt. */
public enum RetryState {
    IN_PROGRESS,
    NON_RETRYABLE_FAILURE,
    TIMEOUT,
    MAXIMUM_ATTEMPTS_REACHED,
    RETRY_POLICY_NOT_SET,
    CANCEL_REQUESTED
}
