/** Laws that hold for every sequence of requests, checked over seeded random worlds. */
@NullMarked
package dev.weft.core.laws;

import org.jspecify.annotations.NullMarked;
