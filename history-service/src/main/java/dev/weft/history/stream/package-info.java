/** The Kafka Streams shell: one processor for each partition of the request topic. */
@NullMarked
package dev.weft.history.stream;

import org.jspecify.annotations.NullMarked;
