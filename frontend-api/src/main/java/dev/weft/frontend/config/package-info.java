/** Settings of the frontend. */
@NullMarked
package dev.weft.frontend.config;

import org.jspecify.annotations.NullMarked;
