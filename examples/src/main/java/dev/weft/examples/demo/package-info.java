/** The demo: runs the scenarios against a platform of its own and tells their histories as timelines. */
@NullMarked
package dev.weft.examples.demo;

import org.jspecify.annotations.NullMarked;
