/** Outcomes of activities that complete outside of their worker. */
@NullMarked
package dev.weft.frontend.activity;

import org.jspecify.annotations.NullMarked;
