package dev.weft.sdk.workflow;

import dev.weft.sdk.data.EncodedValues;
import org.jspecify.annotations.Nullable;

/** Takes the updates that have no handler of their own. */
@FunctionalInterface
public interface DynamicUpdateHandler {
    @Nullable
    Object handleUpdate(String updateName, EncodedValues args);

    /** Refuses an update by throwing. */
    default void validateUpdate(String updateName, EncodedValues args) {}
}
