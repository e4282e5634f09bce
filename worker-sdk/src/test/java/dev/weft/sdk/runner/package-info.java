/** The parts of the runner, one by one. */
@NullMarked
package dev.weft.sdk.runner;

import org.jspecify.annotations.NullMarked;
