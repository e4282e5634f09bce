/** Calls that no resource takes: to unknown paths, or with another method than a path knows. */
@NullMarked
package dev.weft.frontend.path;

import org.jspecify.annotations.NullMarked;
