package dev.weft.sdk.client;

import dev.weft.sdk.data.DataConverter;
import dev.weft.sdk.interceptor.PropagatingClientCalls;
import dev.weft.sdk.interceptor.Propagation;
import dev.weft.sdk.interceptor.WorkflowClientCalls;
import dev.weft.sdk.interceptor.WorkflowClientInterceptor;

/**
 * What the stubs of one client share.
 *
 * @param calls to workflows, through the interceptors
 */
record Connection(FrontendCalls frontend, ClientOptions options, WorkflowClientCalls calls) {

    static Connection of(FrontendCalls frontend, ClientOptions options) {
        WorkflowClientCalls chain = new WorkflowCalls(frontend, options);
        Propagation propagation = Propagation.of(options.contextPropagators());
        if (!propagation.isNone()) {
            chain = new PropagatingClientCalls(chain, propagation);
        }
        for (WorkflowClientInterceptor interceptor : options.interceptors().reversed()) {
            chain = interceptor.intercept(chain);
        }
        return new Connection(frontend, options, chain);
    }

    DataConverter data() {
        return options.dataConverter();
    }
}
