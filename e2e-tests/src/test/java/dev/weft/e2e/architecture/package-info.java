/** The rules about who may know whom. */
@NullMarked
package dev.weft.e2e.architecture;

import org.jspecify.annotations.NullMarked;
