/** The history of a run, in pages, and how long it may become. */
@NullMarked
package dev.weft.frontend.history;

import org.jspecify.annotations.NullMarked;
