/** What workers report, on its way to the log. */
@NullMarked
package dev.weft.matching.report;

import org.jspecify.annotations.NullMarked;
