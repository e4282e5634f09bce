/** Proves that stored states are what the histories say, by folding the histories again. */
@NullMarked
package dev.weft.standalone.verify;

import org.jspecify.annotations.NullMarked;
