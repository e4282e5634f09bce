/** What an operator may set, and the settings of Kafka Streams that follow from it. */
@NullMarked
package dev.weft.history.config;

import org.jspecify.annotations.NullMarked;
