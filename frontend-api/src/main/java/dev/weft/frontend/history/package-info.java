/** Pages of a run's history. */
@NullMarked
package dev.weft.frontend.history;

import org.jspecify.annotations.NullMarked;
