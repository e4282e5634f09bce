package dev.weft.e2e.large;

import dev.weft.sdk.workflow.WorkflowInterface;
import dev.weft.sdk.workflow.WorkflowMethod;

/** Has many activities and as many timers pending at the same time. */
@WorkflowInterface
public interface Crowd {
    /**
     * @param width activities, and timers
     * @return how many of both have ended
     */
    @WorkflowMethod
    int gather(int width);
}
