/** Bounds of what a client may send. */
@NullMarked
package dev.weft.frontend.limit;

import org.jspecify.annotations.NullMarked;
