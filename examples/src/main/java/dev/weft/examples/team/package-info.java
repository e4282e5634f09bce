/** A team: a master splits a task among children, and a standby takes over from one that fails. */
@NullMarked
package dev.weft.examples.team;

import org.jspecify.annotations.NullMarked;
