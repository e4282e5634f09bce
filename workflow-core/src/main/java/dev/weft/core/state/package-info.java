/** The state of an execution: a value, changed only by applying changes to it. */
@NullMarked
package dev.weft.core.state;

import org.jspecify.annotations.NullMarked;
