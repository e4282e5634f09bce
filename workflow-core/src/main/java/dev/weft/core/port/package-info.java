/** The seams between services: each has a fast transport in memory and a correct one through a topic. */
@NullMarked
package dev.weft.core.port;

import org.jspecify.annotations.NullMarked;
