/** Real processes to measure: platform, worker and a bare Kafka beside them. */
@NullMarked
package dev.weft.benchmarks.rig;

import org.jspecify.annotations.NullMarked;
