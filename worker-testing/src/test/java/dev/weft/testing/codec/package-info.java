/** Payload codecs of users, at work. */
@NullMarked
package dev.weft.testing.codec;

import org.jspecify.annotations.NullMarked;
