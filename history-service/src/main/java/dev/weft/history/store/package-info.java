/** The engine's repositories on Kafka Streams stores, and what bounds the memory of those. */
@NullMarked
package dev.weft.history.store;

import org.jspecify.annotations.NullMarked;
