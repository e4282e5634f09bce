/** Whole workflows on scripted histories, with and without a cache. */
@NullMarked
package dev.weft.sdk.scenario;

import org.jspecify.annotations.NullMarked;
