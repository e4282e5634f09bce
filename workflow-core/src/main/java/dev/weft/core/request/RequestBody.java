package dev.weft.core.request;

/** The kinds of requests, by who sends them. */
public sealed interface RequestBody permits ClientRequest, WorkerRequest, WorkflowRequest, EngineRequest {}
