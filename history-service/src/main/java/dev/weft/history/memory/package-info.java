/** Repositories in memory, for the simulation and for tests of workflows without a broker. */
@NullMarked
package dev.weft.history.memory;

import org.jspecify.annotations.NullMarked;
