package dev.weft.sdk.interceptor;

import dev.weft.core.model.Payload;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What reaches the code of one run. Called as workflow code, by one coroutine at a time; may call
 * {@link dev.weft.sdk.workflow.Workflow} as the code that it calls may.
 *
 * <p>The arguments of a dynamic handler are one {@link dev.weft.sdk.data.EncodedValues}.
 */
public interface WorkflowInboundCalls {

    /** Called first, with what workflow code calls; pass on what it shall call instead. */
    void init(WorkflowOutboundCalls outbound);

    /** Runs the workflow method. */
    WorkflowOutput execute(WorkflowInput input) throws Exception;

    void handleSignal(SignalInput input) throws Exception;

    QueryOutput handleQuery(QueryInput input) throws Exception;

    /** Rejects the update by throwing. */
    void validateUpdate(UpdateInput input) throws Exception;

    UpdateOutput executeUpdate(UpdateInput input) throws Exception;

    record WorkflowInput(List<@Nullable Object> arguments, Map<String, Payload> header) {
        public WorkflowInput {
            arguments = ArgumentLists.copy(arguments);
        }
    }

    record WorkflowOutput(@Nullable Object result) {}

    record SignalInput(String signalName, List<@Nullable Object> arguments, Map<String, Payload> header) {
        public SignalInput {
            arguments = ArgumentLists.copy(arguments);
        }
    }

    record QueryInput(String queryType, List<@Nullable Object> arguments) {
        public QueryInput {
            arguments = ArgumentLists.copy(arguments);
        }
    }

    record QueryOutput(@Nullable Object result) {}

    record UpdateInput(
            String updateId, String updateName, List<@Nullable Object> arguments, Map<String, Payload> header) {
        public UpdateInput {
            arguments = ArgumentLists.copy(arguments);
        }
    }

    record UpdateOutput(@Nullable Object result) {}
}
