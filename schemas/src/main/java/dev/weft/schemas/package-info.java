/** What is written to topics beyond the core's own records. */
@NullMarked
package dev.weft.schemas;

import org.jspecify.annotations.NullMarked;
