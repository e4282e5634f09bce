/** The launcher as people use it. */
@NullMarked
package dev.weft.e2e.command;

import org.jspecify.annotations.NullMarked;
