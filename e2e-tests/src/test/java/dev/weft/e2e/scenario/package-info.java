/** The scenarios of the examples, across restarts and kills of real processes. */
@NullMarked
package dev.weft.e2e.scenario;

import org.jspecify.annotations.NullMarked;
