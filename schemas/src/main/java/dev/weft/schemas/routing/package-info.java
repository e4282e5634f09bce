/** Which partition a record belongs to, and how the keys of the stores are laid out. */
@NullMarked
package dev.weft.schemas.routing;

import org.jspecify.annotations.NullMarked;
