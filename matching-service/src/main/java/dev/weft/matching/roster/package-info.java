/** What everybody is told about workers and task queues. */
@NullMarked
package dev.weft.matching.roster;

import org.jspecify.annotations.NullMarked;
