package dev.weft.sdk.client;

/** How far an update must have come before its call returns. */
public enum UpdateStage {
    ACCEPTED,
    COMPLETED
}
