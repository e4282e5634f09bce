/** Executions that are as large as the platform allows. */
@NullMarked
package dev.weft.e2e.large;

import org.jspecify.annotations.NullMarked;
