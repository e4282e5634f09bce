package dev.weft.sdk.interceptor;

/** Puts something around the calls of clients. Called once per client. */
@FunctionalInterface
public interface WorkflowClientInterceptor {

    /** @return what calls go to instead of {@code next}, usually a {@link WorkflowClientCallsBase} */
    WorkflowClientCalls intercept(WorkflowClientCalls next);
}
