/** Executions as they were at an event of their history. */
@NullMarked
package dev.weft.frontend.state;

import org.jspecify.annotations.NullMarked;
