/** Answers to requests. A refusal is a value, never an exception. */
@NullMarked
package dev.weft.core.reply;

import org.jspecify.annotations.NullMarked;
