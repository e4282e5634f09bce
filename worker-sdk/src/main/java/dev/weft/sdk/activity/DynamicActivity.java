package dev.weft.sdk.activity;

import dev.weft.sdk.data.EncodedValues;
import org.jspecify.annotations.Nullable;

/**
 * Runs the activity types that a worker has no implementation of; {@link ActivityInfo#activityType} tells which one. A
 * worker has at most one.
 */
public interface DynamicActivity {
    @Nullable
    Object execute(EncodedValues args) throws Exception;
}
