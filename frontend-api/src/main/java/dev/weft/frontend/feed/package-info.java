/** Live history: who waits for an execution hears its events as they are appended. */
@NullMarked
package dev.weft.frontend.feed;

import org.jspecify.annotations.NullMarked;
