package dev.weft.sdk.replay;

/** Sees every transition of every entity; for tests that want each to be visited. */
@FunctionalInterface
interface TransitionObserver {
    TransitionObserver NOBODY = line -> {};

    void visited(TransitionTable.Line line);
}
