/** Who works, and what waits for workers. */
@NullMarked
package dev.weft.frontend.worker;

import org.jspecify.annotations.NullMarked;
