package dev.weft.frontend.update;

/** The stages that a caller can wait for. */
enum WaitFor {
    ACCEPTED,
    COMPLETED
}
