/** Measures a platform from outside, and prints what it found beside what it must reach. */
@NullMarked
package dev.weft.benchmarks;

import org.jspecify.annotations.NullMarked;
