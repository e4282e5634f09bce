/** The read-only part of a schema registry, so that Kafka tools can decode the topics. */
@NullMarked
package dev.weft.frontend.registry;

import org.jspecify.annotations.NullMarked;
