/** The frontend: REST for clients and operators. */
@NullMarked
package dev.weft.frontend;

import org.jspecify.annotations.NullMarked;
