/** Refusals as users see them: one enum of problem types, answered as RFC 9457 documents. */
@NullMarked
package dev.weft.frontend.problem;

import org.jspecify.annotations.NullMarked;
