package dev.weft.sdk.runner;

import dev.weft.core.model.Failure;
import dev.weft.core.model.Payload;

/** What a query handler answered. */
public sealed interface QueryResult {

    record Answered(Payload result) implements QueryResult {}

    record Failed(Failure failure) implements QueryResult {}
}
