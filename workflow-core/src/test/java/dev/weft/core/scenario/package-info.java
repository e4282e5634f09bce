/** The words in which the core is tested: what was given, what happens, what follows. */
@NullMarked
package dev.weft.core.scenario;

import org.jspecify.annotations.NullMarked;
