/** From an HTTP call to a request on the log and back: who is addressed, ids, and what an outstanding answer means. */
@NullMarked
package dev.weft.frontend.request;

import org.jspecify.annotations.NullMarked;
