/** Calls into workflow code that answer. */
@NullMarked
package dev.weft.frontend.update;

import org.jspecify.annotations.NullMarked;
