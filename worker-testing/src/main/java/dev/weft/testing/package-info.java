/**
 * What users test their workflows with. {@link dev.weft.testing.TestWorkflowEnvironment} is the platform in memory with a
 * clock that skips; {@link dev.weft.testing.TestActivityEnvironment} runs one activity.
 */
@NullMarked
package dev.weft.testing;

import org.jspecify.annotations.NullMarked;
