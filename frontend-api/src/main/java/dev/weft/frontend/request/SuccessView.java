package dev.weft.frontend.request;

/**
 * A request that counts.
 *
 * @param runId the run that took it
 */
public record SuccessView(boolean success, String workflowId, String runId) {}
