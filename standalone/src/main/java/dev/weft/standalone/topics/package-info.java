/** The topics of an installation: which there are, how they are set up, and their creation. */
@NullMarked
package dev.weft.standalone.topics;

import org.jspecify.annotations.NullMarked;
