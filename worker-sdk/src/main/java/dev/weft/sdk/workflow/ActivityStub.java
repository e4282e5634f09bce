package dev.weft.sdk.workflow;

import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/** Runs activities by type, without an interface. */
public interface ActivityStub {

    <R extends @Nullable Object> R execute(String activityType, Class<R> resultType, @Nullable Object... args);

    <R extends @Nullable Object> Promise<R> executeAsync(
            String activityType, Class<R> resultType, @Nullable Object... args);

    /** For generic results. The caller says what {@code resultType} stands for. */
    <R extends @Nullable Object> Promise<R> executeAsync(
            String activityType, Type resultType, @Nullable Object... args);
}
