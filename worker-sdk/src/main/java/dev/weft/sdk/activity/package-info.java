/** What activity code is written against. */
@NullMarked
package dev.weft.sdk.activity;

import org.jspecify.annotations.NullMarked;
