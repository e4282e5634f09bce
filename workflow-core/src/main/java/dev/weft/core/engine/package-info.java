/** The state machine: decides what a request leads to, and changes nothing itself. */
@NullMarked
package dev.weft.core.engine;

import org.jspecify.annotations.NullMarked;
