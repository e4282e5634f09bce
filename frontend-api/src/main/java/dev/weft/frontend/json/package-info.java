/** JSON in: bodies read without re-encoding user data. */
@NullMarked
package dev.weft.frontend.json;

import org.jspecify.annotations.NullMarked;
