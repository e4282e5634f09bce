/**
 * One logged request from state to effects. Knows neither Kafka nor threads: the service runs it on Streams stores, the
 * simulation and the test kit run it on memory.
 */
@NullMarked
package dev.weft.history.engine;

import org.jspecify.annotations.NullMarked;
