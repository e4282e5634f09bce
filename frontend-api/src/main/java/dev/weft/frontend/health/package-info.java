/** Readiness of the process, from probes that its parts bring. */
@NullMarked
package dev.weft.frontend.health;

import org.jspecify.annotations.NullMarked;
