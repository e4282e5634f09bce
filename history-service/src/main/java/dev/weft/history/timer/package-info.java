/** Brings due executions back to the log. Timers are derived from state: nothing here is kept. */
@NullMarked
package dev.weft.history.timer;

import org.jspecify.annotations.NullMarked;
