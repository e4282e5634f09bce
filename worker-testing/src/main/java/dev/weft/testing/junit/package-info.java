/** Test environments for JUnit. Needs {@code junit-jupiter-api} on the class path of the tests. */
@NullMarked
package dev.weft.testing.junit;

import org.jspecify.annotations.NullMarked;
