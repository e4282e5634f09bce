package dev.weft.sdk.interceptor;

import dev.weft.core.model.Payload;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What reaches one attempt of an activity. Called on the thread of the attempt, so that
 * {@link dev.weft.sdk.activity.Activity#getExecutionContext} tells which one.
 */
public interface ActivityInboundCalls {

    ActivityOutput execute(ActivityInput input) throws Exception;

    /** @param arguments of the activity method; of a dynamic activity one {@link dev.weft.sdk.data.EncodedValues} */
    record ActivityInput(List<@Nullable Object> arguments, Map<String, Payload> header) {
        public ActivityInput {
            arguments = ArgumentLists.copy(arguments);
        }
    }

    record ActivityOutput(@Nullable Object result) {}
}
