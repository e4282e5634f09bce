/**
 * What workflow code is written against: plain Java that may call {@link dev.weft.sdk.workflow.Workflow} instead of
 * clocks, threads and random numbers.
 */
@NullMarked
package dev.weft.sdk.workflow;

import org.jspecify.annotations.NullMarked;
