/** The first workflow of the README. */
@NullMarked
package dev.weft.examples.first;

import org.jspecify.annotations.NullMarked;
