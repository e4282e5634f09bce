/** Runs that cannot go on with the code that there is, until other code arrives. */
@NullMarked
package dev.weft.e2e.stuck;

import org.jspecify.annotations.NullMarked;
