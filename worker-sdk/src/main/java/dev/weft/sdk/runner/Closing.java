package dev.weft.sdk.runner;

import dev.weft.core.command.Command;
import dev.weft.core.model.Payload;
import dev.weft.core.model.RunSettings;
import dev.weft.sdk.failure.CanceledFailure;
import dev.weft.sdk.failure.Details;
import dev.weft.sdk.failure.WeftFailure;
import dev.weft.sdk.workflow.ContinueAsNewError;
import dev.weft.sdk.workflow.ContinueAsNewOptions;
import dev.weft.sdk.workflow.WorkflowImplementationOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a run ends, and what an exception means for it. The first end counts. */
final class Closing {
    private final RunContext run;
    private final WorkflowImplementationOptions options;
    private final Runnable onClosed;
    private boolean closed;

    Closing(RunContext run, WorkflowImplementationOptions options, Runnable onClosed) {
        this.run = run;
        this.options = options;
        this.onClosed = onClosed;
    }

    void close(Command.Closing command) {
        if (!closed) {
            closed = true;
            run.machine().note(command);
            onClosed.run();
        }
    }

    /** Whether {@code thrown} is an outcome of user code; anything else fails the workflow task. */
    boolean isFailure(Throwable thrown) {
        return thrown instanceof WeftFailure
                || options.failWorkflowExceptionTypes().stream().anyMatch(type -> type.isInstance(thrown));
    }

    /** Code that nobody waits for has thrown. */
    void thrown(Throwable wrapped, RunFacts facts) {
        Throwable thrown = HandlerFailure.thrown(wrapped);
        if (thrown instanceof ContinueAsNewError next) {
            close(continueAsNew(next, facts));
        } else if (CanceledFailure.isCauseOf(thrown) && run.rootScope().isCancelRequested()) {
            Throwable canceled = thrown instanceof CanceledFailure ? thrown : thrown.getCause();
            close(new Command.CancelWorkflow(details(canceled).payloads(run.data()::toPayload)));
        } else if (isFailure(thrown)) {
            close(new Command.FailWorkflow(run.failures().toFailure(thrown, run.data())));
        } else {
            run.coroutines().failed(thrown);
        }
    }

    private static Details details(@Nullable Throwable canceled) {
        return canceled instanceof CanceledFailure failure ? failure.details() : Details.NONE;
    }

    private Command.ContinueAsNew continueAsNew(ContinueAsNewError next, RunFacts facts) {
        ContinueAsNewOptions changes = next.options();
        Map<String, Payload> memo = changes.memo().isEmpty() ? facts.memo() : run.payloads(changes.memo());
        Map<String, Payload> searchAttributes = changes.searchAttributes().isEmpty()
                ? facts.searchAttributes().toPayloads()
                : changes.searchAttributes().toPayloads();
        List<Payload> input = run.payloads(next.args());
        RunSettings settings = new RunSettings(
                changes.workflowType(),
                changes.taskQueue(),
                input,
                Duration.ZERO,
                changes.runTimeout(),
                changes.taskTimeout(),
                changes.retry().toPolicy(),
                memo,
                searchAttributes,
                next.header(),
                Duration.ZERO);
        return new Command.ContinueAsNew(settings, changes.backoff());
    }
}
