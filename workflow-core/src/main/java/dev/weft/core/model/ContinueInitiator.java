package dev.weft.core.model;

/** Why a run follows another one under the same workflow id. */
public enum ContinueInitiator {
    NONE,
    WORKFLOW,
    RETRY,
    CRON
}
