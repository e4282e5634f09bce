/** The behaviours of workflows while their worker is killed. */
@NullMarked
package dev.weft.e2e.behaviour;

import org.jspecify.annotations.NullMarked;
