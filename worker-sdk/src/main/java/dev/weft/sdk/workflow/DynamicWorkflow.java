package dev.weft.sdk.workflow;

import dev.weft.sdk.data.EncodedValues;
import org.jspecify.annotations.Nullable;

/**
 * Runs the workflow types that a worker has no implementation of; {@link WorkflowInfo#workflowType} tells which one. A
 * worker has at most one.
 */
public interface DynamicWorkflow {
    @Nullable
    Object execute(EncodedValues args) throws Exception;
}
