package dev.weft.sdk.workflow;

import dev.weft.core.model.Payload;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Ends the run in favour of a next one. Thrown by {@link Workflow#continueAsNew}; not to be caught by user code. */
public final class ContinueAsNewError extends Error {
    private static final long serialVersionUID = 1;

    private final transient ContinueAsNewOptions options;
    private final transient List<@Nullable Object> args;
    private final transient Map<String, Payload> header;

    /** Internal. */
    public ContinueAsNewError(ContinueAsNewOptions options, List<@Nullable Object> args, Map<String, Payload> header) {
        super("continue as new", null, false, false);
        this.options = options;
        this.args = args;
        this.header = header;
    }

    public ContinueAsNewOptions options() {
        return options;
    }

    public List<@Nullable Object> args() {
        return args;
    }

    /** Of the next run. */
    public Map<String, Payload> header() {
        return header;
    }
}
