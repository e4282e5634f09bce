/** The long poll for a run's outcome. */
@NullMarked
package dev.weft.frontend.result;

import org.jspecify.annotations.NullMarked;
