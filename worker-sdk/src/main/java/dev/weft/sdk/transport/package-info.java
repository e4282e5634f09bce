/**
 * Internal: calls to the platform over HTTP/1.1. One small blocking client, made for virtual threads, because the
 * worker's CPU per call is what its throughput depends on.
 */
@NullMarked
package dev.weft.sdk.transport;

import org.jspecify.annotations.NullMarked;
