/** What a transition asks the shell to do. Every effect can be derived again from state. */
@NullMarked
package dev.weft.core.effect;

import org.jspecify.annotations.NullMarked;
