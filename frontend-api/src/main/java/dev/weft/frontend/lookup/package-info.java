/** What became of requests that were accepted while history was away. */
@NullMarked
package dev.weft.frontend.lookup;

import org.jspecify.annotations.NullMarked;
