/** The calls that change or describe one execution. */
@NullMarked
package dev.weft.frontend.workflow;

import org.jspecify.annotations.NullMarked;
