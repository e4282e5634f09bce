/**
 * Internal: the platform in memory. Log, history and matching are those of production; what is written here is their
 * wiring, a clock that skips, and the transport that clients and workers reach them by.
 */
@NullMarked
package dev.weft.testing.platform;

import org.jspecify.annotations.NullMarked;
