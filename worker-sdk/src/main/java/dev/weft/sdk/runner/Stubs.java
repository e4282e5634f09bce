package dev.weft.sdk.runner;

import dev.weft.core.model.ExecutionKey;
import dev.weft.sdk.interceptor.WorkflowOutboundCalls.ActivityInput;
import dev.weft.sdk.interceptor.WorkflowOutboundCalls.CancelExternalInput;
import dev.weft.sdk.interceptor.WorkflowOutboundCalls.LocalActivityInput;
import dev.weft.sdk.interceptor.WorkflowOutboundCalls.SignalExternalInput;
import dev.weft.sdk.runner.StubShapes.ActivityShape;
import dev.weft.sdk.workflow.ActivityOptions;
import dev.weft.sdk.workflow.ActivityStub;
import dev.weft.sdk.workflow.ChildWorkflowOptions;
import dev.weft.sdk.workflow.ExternalWorkflowStub;
import dev.weft.sdk.workflow.LocalActivityOptions;
import dev.weft.sdk.workflow.Promise;
import dev.weft.sdk.workflow.WorkflowContract;
import dev.weft.sdk.workflow.WorkflowContract.Part;
import dev.weft.sdk.workflow.WorkflowImplementationOptions;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes the objects through which workflow code calls activities and other workflows. */
final class Stubs {
    private static final @Nullable Object[] NO_ARGS = {};

    private final StubShapes shapes;
    private final RunContext run;
    private final Interception calls;
    private final WorkflowImplementationOptions defaults;

    Stubs(StubShapes shapes, RunContext run, WorkflowImplementationOptions defaults) {
        this.shapes = shapes;
        this.run = run;
        this.calls = run.interception();
        this.defaults = defaults;
    }

    /** Answers what every object answers, and leaves the rest to {@link #call}. */
    private abstract static class StubHandler implements InvocationHandler {
        @Override
        public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] args) {
            if (method.getDeclaringClass() != Object.class) {
                return call(method, args == null ? NO_ARGS : args);
            }
            return switch (method.getName()) {
                case "equals" -> args != null && proxy == args[0];
                case "hashCode" -> System.identityHashCode(proxy);
                default -> toString();
            };
        }

        abstract @Nullable Object call(Method method, @Nullable Object[] args);
    }

    private static <T> T proxy(Class<T> type, StubHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    <T> T activity(Class<T> type, @Nullable ActivityOptions options) {
        return typed(type, untypedActivity(options));
    }

    <T> T localActivity(Class<T> type, @Nullable LocalActivityOptions options) {
        return typed(type, untypedLocalActivity(options));
    }

    private <T> T typed(Class<T> type, ActivityStub activities) {
        Map<Method, ActivityShape> methods = shapes.activities(type);
        return proxy(type, new StubHandler() {
            @Override
            @Nullable
            Object call(Method method, @Nullable Object[] args) {
                ActivityShape shape = methods.get(method);
                if (shape == null) {
                    throw new IllegalArgumentException("Expected an activity method, but got " + method);
                }
                return activities
                        .executeAsync(shape.activityType(), shape.resultType(), args)
                        .get();
            }

            @Override
            public String toString() {
                return "activity stub of " + type.getName();
            }
        });
    }

    ActivityStub untypedActivity(@Nullable ActivityOptions given) {
        OptionsByType<ActivityOptions> options =
                new OptionsByType<>(given, defaults.activityOptions(), ActivityOptions::over);
        return new UntypedStub() {
            @Override
            public <R extends @Nullable Object> Promise<R> executeAsync(
                    String activityType, Type resultType, @Nullable Object... args) {
                ActivityOptions chosen = options.of(activityType);
                return calls.outbound()
                        .executeActivity(
                                new ActivityInput(activityType, resultType, chosen, Arrays.asList(args), Map.of()));
            }
        };
    }

    ActivityStub untypedLocalActivity(@Nullable LocalActivityOptions given) {
        OptionsByType<LocalActivityOptions> options =
                new OptionsByType<>(given, defaults.localActivityOptions(), LocalActivityOptions::over);
        return new UntypedStub() {
            @Override
            public <R extends @Nullable Object> Promise<R> executeAsync(
                    String activityType, Type resultType, @Nullable Object... args) {
                LocalActivityOptions chosen = options.of(activityType);
                return calls.outbound()
                        .executeLocalActivity(new LocalActivityInput(
                                activityType, resultType, chosen, Arrays.asList(args), Map.of()));
            }
        };
    }

    private abstract static class UntypedStub implements ActivityStub {
        @Override
        public <R extends @Nullable Object> R execute(
                String activityType, Class<R> resultType, @Nullable Object... args) {
            return executeAsync(activityType, resultType, args).get();
        }

        @Override
        public <R extends @Nullable Object> Promise<R> executeAsync(
                String activityType, Class<R> resultType, @Nullable Object... args) {
            return executeAsync(activityType, (Type) resultType, args);
        }
    }

    /** The options of one stub for each type: its own, over those that the implementation is registered with. */
    private static final class OptionsByType<O> {
        private final @Nullable O given;
        private final Map<String, O> registered;
        private final BinaryOperator<O> over;
        private final Map<String, O> known = new HashMap<>();

        /** @param over the first, with the second where a field is not set */
        OptionsByType(@Nullable O given, Map<String, O> registered, BinaryOperator<O> over) {
            this.given = given;
            this.registered = registered;
            this.over = over;
        }

        O of(String activityType) {
            return given != null && registered.isEmpty() ? given : known.computeIfAbsent(activityType, this::chosen);
        }

        private O chosen(String activityType) {
            return Stream.of(
                            Optional.ofNullable(given),
                            Optional.ofNullable(registered.get(activityType)),
                            Optional.ofNullable(registered.get(WorkflowImplementationOptions.ANY)))
                    .flatMap(Optional::stream)
                    .reduce(over)
                    .orElseThrow(() -> new IllegalArgumentException("Expected options for activity " + activityType
                            + ", given to the stub or in WorkflowImplementationOptions, but there are none"));
        }
    }

    <T> T child(Class<T> type, ChildWorkflowOptions options) {
        WorkflowContract contract = shapes.workflow(type);
        String workflowType = contract.workflowType()
                .orElseThrow(() -> new IllegalArgumentException(
                        "Expected an interface with a @WorkflowMethod, but " + type.getName() + " has none"));
        return proxy(type, new ChildHandler(contract, untypedChild(workflowType, options)));
    }

    private static final class ChildHandler extends StubHandler {
        private final WorkflowContract contract;
        private final ChildStub child;

        ChildHandler(WorkflowContract contract, ChildStub child) {
            this.contract = contract;
            this.child = child;
        }

        @Override
        @Nullable
        Object call(Method method, @Nullable Object[] args) {
            return switch (contract.part(method)) {
                case Part.Main _p ->
                    child.executeAsync(method.getGenericReturnType(), args).get();
                case Part.Signal signal -> {
                    child.signal(signal.signalName(), args);
                    yield null;
                }
                case Part.Query _p -> throw clientsOnly("queries");
                case Part.Update _p -> throw clientsOnly("updates");
                case Part.Validator _p -> throw clientsOnly("validators");
            };
        }

        @Override
        public String toString() {
            return "stub of child workflow " + child.workflowType();
        }
    }

    Promise<ExecutionKey> childExecution(Object stub) {
        if (Proxy.isProxyClass(stub.getClass()) && Proxy.getInvocationHandler(stub) instanceof ChildHandler handler) {
            return handler.child.getExecution();
        }
        throw new IllegalArgumentException("Expected a stub made by newChildWorkflowStub, but got " + stub);
    }

    ChildStub untypedChild(String workflowType, ChildWorkflowOptions options) {
        return new ChildStub(calls, workflowType, options, run.newPromise(run.rootScope()));
    }

    <T> T external(Class<T> type, ExecutionKey execution, String runId) {
        WorkflowContract contract = shapes.workflow(type);
        ExternalWorkflowStub target = untypedExternal(execution, runId);
        return proxy(type, new StubHandler() {
            @Override
            @Nullable
            Object call(Method method, @Nullable Object[] args) {
                return switch (contract.part(method)) {
                    case Part.Signal signal -> {
                        target.signal(signal.signalName(), args);
                        yield null;
                    }
                    case Part.Main _p -> throw clientsOnly("starts");
                    case Part.Query _p -> throw clientsOnly("queries");
                    case Part.Update _p -> throw clientsOnly("updates");
                    case Part.Validator _p -> throw clientsOnly("validators");
                };
            }

            @Override
            public String toString() {
                return "stub of workflow " + execution.workflowId();
            }
        });
    }

    ExternalWorkflowStub untypedExternal(ExecutionKey execution, String runId) {
        return new UntypedExternal(calls, execution, runId);
    }

    private record UntypedExternal(Interception calls, ExecutionKey execution, String runId)
            implements ExternalWorkflowStub {
        @Override
        public void signal(String signalName, @Nullable Object... args) {
            calls.outbound()
                    .signalExternalWorkflow(
                            new SignalExternalInput(execution, runId, false, signalName, Arrays.asList(args), Map.of()))
                    .get();
        }

        @Override
        public void cancel() {
            calls.outbound()
                    .cancelExternalWorkflow(new CancelExternalInput(execution, runId, ""))
                    .get();
        }
    }

    private static UnsupportedOperationException clientsOnly(String what) {
        return new UnsupportedOperationException(
                "Expected a signal to another workflow, but " + what + " are for clients and activities");
    }
}
