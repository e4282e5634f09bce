/**
 * The replay machine: history events in, commands out. No I/O, no clock, no threads. One small machine per entity, its
 * transition table on top; a command that does not fit its event is a {@link NonDeterminismException}.
 */
@NullMarked
package dev.weft.sdk.replay;

import org.jspecify.annotations.NullMarked;
