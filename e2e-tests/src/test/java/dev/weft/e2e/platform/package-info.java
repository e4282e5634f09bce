/** The whole platform in one process, as {@code weft dev} starts it. */
@NullMarked
package dev.weft.e2e.platform;

import org.jspecify.annotations.NullMarked;
