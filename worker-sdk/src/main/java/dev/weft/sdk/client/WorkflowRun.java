package dev.weft.sdk.client;

/** @param runId empty for the current run of the id */
public record WorkflowRun(String workflowId, String runId) {}
