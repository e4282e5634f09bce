/** What is handed to workers. Tasks are derived from state and history, and may be delivered more than once. */
@NullMarked
package dev.weft.core.task;

import org.jspecify.annotations.NullMarked;
