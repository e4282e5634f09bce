package dev.weft.sdk.client;

/**
 * What a reset has led to.
 *
 * @param run the new run
 * @param baseRunId the run whose beginning it has
 * @param resetEventId the first event of the base run that was not kept
 */
public record ResetResult(WorkflowRun run, String baseRunId, long resetEventId) {}
