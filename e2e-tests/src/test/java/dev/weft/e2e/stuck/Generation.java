package dev.weft.e2e.stuck;

/** What code a worker has. */
enum Generation {
    /** Wrote the histories. */
    FORMER,
    /** Does something first that these histories do not have. */
    BROKEN,
    /** Does that in new runs only, and reads what clients send by now. */
    MENDED
}
