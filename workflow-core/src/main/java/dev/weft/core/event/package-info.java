/** Changes of an execution: numbered history events and the unnumbered ones that the field leaves out of history. */
@NullMarked
package dev.weft.core.event;

import org.jspecify.annotations.NullMarked;
