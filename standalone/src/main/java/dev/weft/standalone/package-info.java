/** The application: command line, embedded broker, and the services of one process. */
@NullMarked
package dev.weft.standalone;

import org.jspecify.annotations.NullMarked;
