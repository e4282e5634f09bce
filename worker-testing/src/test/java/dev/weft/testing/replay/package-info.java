@NullMarked
package dev.weft.testing.replay;

import org.jspecify.annotations.NullMarked;
