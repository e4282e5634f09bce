package dev.weft.sdk.scenario;

import dev.weft.sdk.activity.ActivityInterface;
import dev.weft.sdk.runner.WorkflowRegistry;
import dev.weft.sdk.scenario.ScriptedServer.Cache;
import dev.weft.sdk.workflow.ActivityOptions;
import dev.weft.sdk.workflow.SignalMethod;
import dev.weft.sdk.workflow.Workflow;
import dev.weft.sdk.workflow.WorkflowImplementationOptions;
import dev.weft.sdk.workflow.WorkflowInterface;
import dev.weft.sdk.workflow.WorkflowMethod;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Workflows whose code is given by a test. */
final class Lambdas {
    private Lambdas() {}

    @WorkflowInterface
    public interface Scripted {
        @WorkflowMethod
        @Nullable
        Object run(@Nullable Object input) throws Exception;

        @SignalMethod
        void note(String text);
    }

    @ActivityInterface
    public interface Steps {
        String step(String name);

        String undo(String name);
    }

    @FunctionalInterface
    interface Body {
        @Nullable
        Object run(Code code) throws Exception;
    }

    /** What the code of a test gets. */
    static final class Code {
        final List<String> notes = new ArrayList<>();
        final Steps steps = steps(ActivityOptions.startToClose(Duration.ofSeconds(10)));

        @Nullable
        Object input;

        Steps steps(ActivityOptions options) {
            return Workflow.newActivityStub(Steps.class, options);
        }

        ActivityOptions options() {
            return ActivityOptions.startToClose(Duration.ofSeconds(10));
        }
    }

    private record ScriptedRun(Body body, Code code) implements Scripted {
        @Override
        public @Nullable Object run(@Nullable Object input) throws Exception {
            code.input = input;
            return body.run(code);
        }

        @Override
        public void note(String text) {
            code.notes.add(text);
        }
    }

    static WorkflowRegistry registry(Body body) {
        return registry(body, WorkflowImplementationOptions.DEFAULT);
    }

    static WorkflowRegistry registry(Body body, WorkflowImplementationOptions options) {
        return new WorkflowRegistry().register(ScriptedRun.class, () -> new ScriptedRun(body, new Code()), options);
    }

    static ScriptedServer started(Cache cache, Body body) {
        return new ScriptedServer(registry(body), cache).start("Scripted", "in");
    }
}
