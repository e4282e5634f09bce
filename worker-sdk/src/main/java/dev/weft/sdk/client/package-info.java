/** Starts workflows and talks to them, over the frontend's JSON API. */
@NullMarked
package dev.weft.sdk.client;

import org.jspecify.annotations.NullMarked;
