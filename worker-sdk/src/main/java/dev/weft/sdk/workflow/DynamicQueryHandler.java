package dev.weft.sdk.workflow;

import dev.weft.sdk.data.EncodedValues;
import org.jspecify.annotations.Nullable;

/** Answers the queries that have no handler of their own. */
@FunctionalInterface
public interface DynamicQueryHandler {
    @Nullable
    Object handleQuery(String queryType, EncodedValues args);
}
