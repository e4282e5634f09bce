package dev.weft.sdk.activity;

/** What activity code asks about the attempt that it runs in. */
public final class Activity {
    private Activity() {}

    /**
     * The attempt that the current thread runs. Other threads of the activity get it handed on.
     *
     * @throws IllegalStateException outside of an activity
     */
    public static ActivityExecutionContext getExecutionContext() {
        return CurrentActivity.context();
    }
}
