/** The command line: what an operator may choose, and how it becomes a running platform. */
@NullMarked
package dev.weft.standalone.command;

import org.jspecify.annotations.NullMarked;
