/** Waiting tasks on the local disk. */
@NullMarked
package dev.weft.matching.spill;

import org.jspecify.annotations.NullMarked;
