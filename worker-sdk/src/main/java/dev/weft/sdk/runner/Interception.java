package dev.weft.sdk.runner;

import dev.weft.core.model.Payload;
import dev.weft.sdk.interceptor.PropagatingOutboundCalls;
import dev.weft.sdk.interceptor.Propagation;
import dev.weft.sdk.interceptor.WorkerInterceptor;
import dev.weft.sdk.interceptor.WorkflowInboundCalls;
import dev.weft.sdk.interceptor.WorkflowOutboundCalls;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What stands between the code of one run and the platform: the worker's interceptors and propagators. */
final class Interception {
    private final List<WorkerInterceptor> interceptors;
    private final Propagation propagation;
    private Map<String, Payload> runHeader = Map.of();
    private @Nullable WorkflowInboundCalls inbound;
    private @Nullable WorkflowOutboundCalls outbound;

    Interception(List<WorkerInterceptor> interceptors, Propagation propagation) {
        this.interceptors = interceptors;
        this.propagation = propagation;
    }

    /** @param platform what is called until {@link #begin}, and by the last interceptor after it */
    void started(WorkflowOutboundCalls platform, Map<String, Payload> header) {
        outbound = propagation.isNone() ? platform : new PropagatingOutboundCalls(platform, propagation);
        runHeader = header;
    }

    /** Forms the chains. */
    void begin(WorkflowInboundCalls userCode) {
        WorkflowInboundCalls chain = userCode;
        for (WorkerInterceptor interceptor : interceptors.reversed()) {
            chain = interceptor.interceptWorkflow(chain);
        }
        inbound = chain;
        chain.init(outbound());
    }

    /** What workflow code calls from now on. */
    void callsGoTo(WorkflowOutboundCalls newOutbound) {
        outbound = newOutbound;
    }

    WorkflowInboundCalls inbound() {
        if (inbound == null) {
            throw new IllegalStateException("Expected the run to have begun, but it has not");
        }
        return inbound;
    }

    WorkflowOutboundCalls outbound() {
        if (outbound == null) {
            throw new IllegalStateException("Expected the run to have started, but it has not");
        }
        return outbound;
    }

    /** {@code code} with the context of a message, or with that of the run where the message has none. */
    Runnable within(Map<String, Payload> header, Runnable code) {
        if (propagation.isNone()) {
            return code;
        }
        return () -> propagation.read(header, runHeader).run(code);
    }

    /** {@code code} with the context of the code that runs now. */
    Runnable inheriting(Runnable code) {
        if (propagation.isNone()) {
            return code;
        }
        Propagation.Contexts contexts = propagation.current();
        return () -> contexts.run(code);
    }
}
