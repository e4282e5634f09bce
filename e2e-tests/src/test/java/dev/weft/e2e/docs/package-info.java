/** What the documents promise is compiled and true. */
@NullMarked
package dev.weft.e2e.docs;

import org.jspecify.annotations.NullMarked;
