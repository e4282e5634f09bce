/** The samples of the user's guide, which the build compiles. */
@NullMarked
package dev.weft.examples.guide;

import org.jspecify.annotations.NullMarked;
