package dev.weft.sdk.workflow;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Ends the run in favour of a next one. Thrown by {@link Workflow#continueAsNew}; not to be caught by user code. */
public final class ContinueAsNewError extends Error {
    private static final long serialVersionUID = 1;

    private final transient ContinueAsNewOptions options;
    private final transient List<@Nullable Object> args;

    ContinueAsNewError(ContinueAsNewOptions options, List<@Nullable Object> args) {
        super("continue as new", null, false, false);
        this.options = options;
        this.args = args;
    }

    public ContinueAsNewOptions options() {
        return options;
    }

    public List<@Nullable Object> args() {
        return args;
    }
}
