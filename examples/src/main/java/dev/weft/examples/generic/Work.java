package dev.weft.examples.generic;

import dev.weft.sdk.activity.ActivityInterface;

/** Something to do for the generic workflows. */
@ActivityInterface
public interface Work {

    /** Takes {@code millis}, then returns 1. */
    int step(int number, int millis);

    /** Fails the first {@code failures} attempts; returns the number of the attempt that succeeds. */
    int failAtFirst(int failures);
}
