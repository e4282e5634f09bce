/** Sixty steps that survive the death of the platform, with a question that is asked once. */
@NullMarked
package dev.weft.examples.crash;

import org.jspecify.annotations.NullMarked;
