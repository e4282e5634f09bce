/** Messages between workers and matching. Bodies of HTTP calls, encoded like everything else. */
@NullMarked
package dev.weft.core.protocol;

import org.jspecify.annotations.NullMarked;
