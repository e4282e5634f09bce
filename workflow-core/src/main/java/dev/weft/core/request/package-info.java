/** What may be asked of an execution. Requests are records of the log, one partition and order per execution. */
@NullMarked
package dev.weft.core.request;

import org.jspecify.annotations.NullMarked;
