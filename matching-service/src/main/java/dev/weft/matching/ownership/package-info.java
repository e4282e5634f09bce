/** Who owns which partitions of the task topic, and the consumer that reads those of this process. */
@NullMarked
package dev.weft.matching.ownership;

import org.jspecify.annotations.NullMarked;
