/** Small workflows for experiments: anyone can start them over REST, and the benchmarks do. */
@NullMarked
package dev.weft.examples.generic;

import org.jspecify.annotations.NullMarked;
