/**
 * The platform in one thread: log, history, matching, workers and clients on a virtual clock, with faults, from one
 * seed.
 */
@NullMarked
package dev.weft.e2e.simulation;

import org.jspecify.annotations.NullMarked;
