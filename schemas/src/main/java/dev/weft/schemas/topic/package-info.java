/** The names of the topics. */
@NullMarked
package dev.weft.schemas.topic;

import org.jspecify.annotations.NullMarked;
