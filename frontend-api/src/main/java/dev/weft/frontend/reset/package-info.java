/** Going on from an earlier point of a run. */
@NullMarked
package dev.weft.frontend.reset;

import org.jspecify.annotations.NullMarked;
