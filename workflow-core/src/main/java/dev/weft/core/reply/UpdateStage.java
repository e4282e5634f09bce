package dev.weft.core.reply;

/** How far an update has come. */
public enum UpdateStage {
    ADMITTED,
    ACCEPTED,
    REJECTED,
    COMPLETED
}
