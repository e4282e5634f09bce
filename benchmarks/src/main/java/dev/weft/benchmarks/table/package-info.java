/** What is printed. */
@NullMarked
package dev.weft.benchmarks.table;

import org.jspecify.annotations.NullMarked;
