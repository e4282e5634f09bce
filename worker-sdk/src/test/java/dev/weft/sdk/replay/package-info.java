/** The machines, each transition of each. */
@NullMarked
package dev.weft.sdk.replay;

import org.jspecify.annotations.NullMarked;
