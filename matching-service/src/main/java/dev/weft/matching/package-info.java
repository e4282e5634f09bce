/** The matching service: task queues and the workers that poll them. */
@NullMarked
package dev.weft.matching;

import org.jspecify.annotations.NullMarked;
