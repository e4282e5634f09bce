/** The history service: the core on a Kafka Streams partition. */
@NullMarked
package dev.weft.history;

import org.jspecify.annotations.NullMarked;
