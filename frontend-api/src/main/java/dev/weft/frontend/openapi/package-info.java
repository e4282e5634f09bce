/** The description of the API as a whole, and of the bodies that calls take. */
@NullMarked
package dev.weft.frontend.openapi;

import org.jspecify.annotations.NullMarked;
