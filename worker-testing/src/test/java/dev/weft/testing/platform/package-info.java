@NullMarked
package dev.weft.testing.platform;

import org.jspecify.annotations.NullMarked;
