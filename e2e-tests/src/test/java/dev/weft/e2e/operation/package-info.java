/** What operators do with a running platform, through its REST API. */
@NullMarked
package dev.weft.e2e.operation;

import org.jspecify.annotations.NullMarked;
