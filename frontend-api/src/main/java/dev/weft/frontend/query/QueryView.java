package dev.weft.frontend.query;

import dev.weft.core.model.Payload;

/** @param result what the handler returned, null for nothing */
public record QueryView(String workflowId, String queryType, Payload result) {}
