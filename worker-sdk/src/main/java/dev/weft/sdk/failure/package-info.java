/**
 * Why things fail, as exceptions: what activities and workflows throw, and what reaches the code that waits for them.
 * The kinds are those of {@link dev.weft.core.model.FailureInfo}.
 */
@NullMarked
package dev.weft.sdk.failure;

import org.jspecify.annotations.NullMarked;
