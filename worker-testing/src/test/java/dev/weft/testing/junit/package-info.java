@NullMarked
package dev.weft.testing.junit;

import org.jspecify.annotations.NullMarked;
