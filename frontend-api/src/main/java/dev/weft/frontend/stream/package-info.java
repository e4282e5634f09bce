/** Server-sent events: history as it happens, resumable. */
@NullMarked
package dev.weft.frontend.stream;

import org.jspecify.annotations.NullMarked;
