/** Samples of docs/guides/testing.md, and tests of other samples. */
@NullMarked
package dev.weft.examples.guide;

import org.jspecify.annotations.NullMarked;
