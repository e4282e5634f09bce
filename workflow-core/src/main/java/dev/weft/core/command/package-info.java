/** What workflow code asks for at the end of a workflow task. Every command yields exactly one event. */
@NullMarked
package dev.weft.core.command;

import org.jspecify.annotations.NullMarked;
