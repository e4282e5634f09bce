/** The vocabulary that every other package speaks: keys, payloads, failures, settings of runs and activities. */
@NullMarked
package dev.weft.core.model;

import org.jspecify.annotations.NullMarked;
