/** Processes of a real installation, started by the launcher and killed by tests. */
@NullMarked
package dev.weft.e2e.installation;

import org.jspecify.annotations.NullMarked;
