/** The application: the entry point of every process of the platform. */
@NullMarked
package dev.weft.standalone;

import org.jspecify.annotations.NullMarked;
