/**
 * The worker process: polls for tasks, runs workflow code and activities, reports what came of them. How it works is
 * told in {@code docs/architecture/worker-sdk-worker.md}.
 */
@NullMarked
package dev.weft.sdk.worker;

import org.jspecify.annotations.NullMarked;
