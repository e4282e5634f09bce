/** The topics of a cluster: their names, sizes and settings. */
@NullMarked
package dev.weft.schemas.topic;

import org.jspecify.annotations.NullMarked;
