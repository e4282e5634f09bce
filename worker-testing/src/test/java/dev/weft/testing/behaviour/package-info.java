/**
 * What workflows of the SDK do, scenario by scenario. The same scenarios run with cached executions, with a replay before
 * every workflow task, and, in the end-to-end tests, on a worker process that is killed again and again.
 */
@NullMarked
package dev.weft.testing.behaviour;

import org.jspecify.annotations.NullMarked;
