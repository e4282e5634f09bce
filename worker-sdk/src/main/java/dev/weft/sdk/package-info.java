/** The worker SDK: what users program workflows and activities against. */
@NullMarked
package dev.weft.sdk;

import org.jspecify.annotations.NullMarked;
