/** Lets effects out: in memory where the receiver lives in this process, else through topics. */
@NullMarked
package dev.weft.history.dispatch;

import org.jspecify.annotations.NullMarked;
