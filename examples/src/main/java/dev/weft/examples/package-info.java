/** Example workflows and activities. */
@NullMarked
package dev.weft.examples;

import org.jspecify.annotations.NullMarked;
