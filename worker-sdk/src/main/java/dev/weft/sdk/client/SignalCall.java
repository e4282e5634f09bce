package dev.weft.sdk.client;

import dev.weft.sdk.workflow.Checks;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A signal to be sent.
 *
 * @param requestId a signal that is repeated with it counts once, as long as the workflow remembers: an open run knows its
 *     last 10,000 ids
 */
public record SignalCall(String signalName, String requestId, List<@Nullable Object> arguments) {

    public SignalCall {
        arguments = Collections.unmodifiableList(new ArrayList<>(arguments));
        Checks.name("name of a signal", signalName);
        Checks.name("requestId", requestId);
    }

    /** With a request id of its own. */
    public static SignalCall of(String signalName, @Nullable Object... arguments) {
        List<@Nullable Object> list = new ArrayList<>(arguments.length);
        Collections.addAll(list, arguments);
        return new SignalCall(signalName, UUID.randomUUID().toString(), list);
    }

    public SignalCall withRequestId(String id) {
        return new SignalCall(signalName, id, arguments);
    }
}
