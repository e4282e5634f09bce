/** Questions to workflow code that leave no trace. */
@NullMarked
package dev.weft.frontend.query;

import org.jspecify.annotations.NullMarked;
