/** JSON in and out: bodies read without re-encoding user data, events and descriptions written for people. */
@NullMarked
package dev.weft.frontend.json;

import org.jspecify.annotations.NullMarked;
