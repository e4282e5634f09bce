/** Replays of what a real platform has recorded. */
@NullMarked
package dev.weft.e2e.replay;

import org.jspecify.annotations.NullMarked;
