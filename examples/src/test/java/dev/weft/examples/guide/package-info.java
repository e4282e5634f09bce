/** Samples of docs/guides/testing.md. */
@NullMarked
package dev.weft.examples.guide;

import org.jspecify.annotations.NullMarked;
