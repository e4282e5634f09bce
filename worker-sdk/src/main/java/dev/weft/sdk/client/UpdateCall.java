package dev.weft.sdk.client;

import dev.weft.sdk.workflow.Checks;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A call of an update handler. Begin with {@link #of} and change what differs.
 *
 * @param updateId makes a repeated call find the update of the first one; random unless it is given
 * @param stage how far the update must have come before its call returns
 */
public record UpdateCall<R extends @Nullable Object>(
        String updateName, String updateId, UpdateStage stage, Type resultType, List<@Nullable Object> arguments) {

    public UpdateCall {
        arguments = Collections.unmodifiableList(new ArrayList<>(arguments));
        if (updateName.isBlank()) {
            throw new IllegalArgumentException("Expected the name of an update, but it is blank");
        }
        if (updateId.isBlank()) {
            throw new IllegalArgumentException("Expected the id of an update, but it is blank");
        }
        Checks.optionalName("name of an update", updateName);
        Checks.optionalName("text as updateId", updateId);
    }

    /** Waits for the completion. */
    public static <R extends @Nullable Object> UpdateCall<R> of(
            String updateName, Class<R> resultType, @Nullable Object... arguments) {
        return of(updateName, (Type) resultType, arguments);
    }

    /** As {@link #of(String, Class, Object...)}, for generic types. */
    public static <R extends @Nullable Object> UpdateCall<R> of(
            String updateName, Type resultType, @Nullable Object... arguments) {
        List<@Nullable Object> list = new ArrayList<>(arguments.length);
        Collections.addAll(list, arguments);
        return new UpdateCall<>(updateName, UUID.randomUUID().toString(), UpdateStage.COMPLETED, resultType, list);
    }

    public UpdateCall<R> withUpdateId(String id) {
        return new UpdateCall<>(updateName, id, stage, resultType, arguments);
    }

    public UpdateCall<R> withStage(UpdateStage newStage) {
        return new UpdateCall<>(updateName, updateId, newStage, resultType, arguments);
    }
}
