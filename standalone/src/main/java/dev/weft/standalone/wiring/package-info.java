/** Connects the services of this process with the log and with each other. */
@NullMarked
package dev.weft.standalone.wiring;

import org.jspecify.annotations.NullMarked;
