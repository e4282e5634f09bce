/** The task queues that this process owns, behind a lock each, and what the log and the workers are told about them. */
@NullMarked
package dev.weft.matching.partition;

import org.jspecify.annotations.NullMarked;
