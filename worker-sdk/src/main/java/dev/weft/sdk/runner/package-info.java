/**
 * Runs workflow code: deterministic coroutines on virtual threads above the replay machine. One
 * {@link WorkflowExecution} is one live run; how it works is told in {@code docs/architecture/worker-sdk.md}.
 */
@NullMarked
package dev.weft.sdk.runner;

import org.jspecify.annotations.NullMarked;
