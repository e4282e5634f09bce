package dev.weft.sdk.interceptor;

/** Hands every call on; override those that matter. */
public class ActivityInboundCallsBase implements ActivityInboundCalls {
    private final ActivityInboundCalls next;

    public ActivityInboundCallsBase(ActivityInboundCalls next) {
        this.next = next;
    }

    @Override
    public ActivityOutput execute(ActivityInput input) throws Exception {
        return next.execute(input);
    }
}
