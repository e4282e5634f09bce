package dev.weft.matching.partition;

/** Another instance owns the task queue by now. */
public final class NotOwnedException extends RuntimeException {
    NotOwnedException() {
        super("Expected to own the task queue, but another instance has taken it over", null, false, false);
    }
}
