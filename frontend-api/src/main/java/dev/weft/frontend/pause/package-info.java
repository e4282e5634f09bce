/** Holding runs, and letting them go on. */
@NullMarked
package dev.weft.frontend.pause;

import org.jspecify.annotations.NullMarked;
