/**
 * Task queues: what waits for a worker, who waits for a task, and what was handed out. No I/O, no threads, no clock;
 * not thread-safe.
 */
@NullMarked
package dev.weft.matching.queue;

import org.jspecify.annotations.NullMarked;
