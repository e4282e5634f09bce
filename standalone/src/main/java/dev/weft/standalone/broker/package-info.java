/** A Kafka broker inside this process. */
@NullMarked
package dev.weft.standalone.broker;

import org.jspecify.annotations.NullMarked;
