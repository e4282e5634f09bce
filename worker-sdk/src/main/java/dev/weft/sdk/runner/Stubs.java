package dev.weft.sdk.runner;

import dev.weft.core.model.ExecutionKey;
import dev.weft.sdk.runner.ChildCalls.Child;
import dev.weft.sdk.runner.StubShapes.ActivityShape;
import dev.weft.sdk.workflow.ActivityOptions;
import dev.weft.sdk.workflow.ActivityStub;
import dev.weft.sdk.workflow.ChildWorkflowOptions;
import dev.weft.sdk.workflow.ChildWorkflowStub;
import dev.weft.sdk.workflow.ExternalWorkflowStub;
import dev.weft.sdk.workflow.Promise;
import dev.weft.sdk.workflow.WorkflowContract;
import dev.weft.sdk.workflow.WorkflowContract.Part;
import dev.weft.sdk.workflow.WorkflowImplementationOptions;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.lang.reflect.Type;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes the objects through which workflow code calls activities and other workflows. */
final class Stubs {
    private static final @Nullable Object[] NO_ARGS = {};

    private final StubShapes shapes;
    private final ActivityCalls activities;
    private final ChildCalls children;
    private final ExternalCalls externals;
    private final WorkflowImplementationOptions defaults;

    Stubs(
            StubShapes shapes,
            ActivityCalls activities,
            ChildCalls children,
            ExternalCalls externals,
            WorkflowImplementationOptions defaults) {
        this.shapes = shapes;
        this.activities = activities;
        this.children = children;
        this.externals = externals;
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
        Map<Method, ActivityShape> methods = shapes.activities(type);
        Options chosen = new Options(options);
        return proxy(type, new StubHandler() {
            @Override
            @Nullable
            Object call(Method method, @Nullable Object[] args) {
                ActivityShape shape = methods.get(method);
                if (shape == null) {
                    throw new IllegalArgumentException("Expected an activity method, but got " + method);
                }
                return activities
                        .execute(shape.activityType(), shape.resultType(), chosen.of(shape.activityType()), args)
                        .get();
            }

            @Override
            public String toString() {
                return "activity stub of " + type.getName();
            }
        });
    }

    ActivityStub untypedActivity(@Nullable ActivityOptions options) {
        Options chosen = new Options(options);
        return new ActivityStub() {
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

            @Override
            public <R extends @Nullable Object> Promise<R> executeAsync(
                    String activityType, Type resultType, @Nullable Object... args) {
                return activities.execute(activityType, resultType, chosen.of(activityType), args);
            }
        };
    }

    /** The options of one stub, prepared when they are first needed. */
    private final class Options {
        private final ActivityCalls.@Nullable Prepared given;
        private final Map<String, ActivityCalls.Prepared> byType = new HashMap<>();

        Options(@Nullable ActivityOptions options) {
            this.given = options == null ? null : ActivityCalls.Prepared.of(options);
        }

        ActivityCalls.Prepared of(String activityType) {
            return given == null ? byType.computeIfAbsent(activityType, this::registered) : given;
        }

        private ActivityCalls.Prepared registered(String activityType) {
            Map<String, ActivityOptions> all = defaults.activityOptions();
            ActivityOptions options = all.getOrDefault(activityType, all.get(WorkflowImplementationOptions.ANY));
            if (options == null) {
                throw new IllegalArgumentException("Expected options for activity " + activityType
                        + ", given to the stub or in WorkflowImplementationOptions, but there are none");
            }
            return ActivityCalls.Prepared.of(options);
        }
    }

    <T> T child(Class<T> type, ChildWorkflowOptions options) {
        WorkflowContract contract = shapes.workflow(type);
        String workflowType = contract.workflowType()
                .orElseThrow(() -> new IllegalArgumentException(
                        "Expected an interface with a @WorkflowMethod, but " + type.getName() + " has none"));
        return proxy(type, new ChildHandler(contract, children.newChild(workflowType, options)));
    }

    private static final class ChildHandler extends StubHandler {
        private final WorkflowContract contract;
        private final Child child;

        ChildHandler(WorkflowContract contract, Child child) {
            this.contract = contract;
            this.child = child;
        }

        @Override
        @Nullable
        Object call(Method method, @Nullable Object[] args) {
            return switch (contract.part(method)) {
                case Part.Main _p ->
                    child.start(method.getGenericReturnType(), args).get();
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
            return handler.child.execution();
        }
        throw new IllegalArgumentException("Expected a stub made by newChildWorkflowStub, but got " + stub);
    }

    ChildWorkflowStub untypedChild(String workflowType, ChildWorkflowOptions options) {
        return new UntypedChild(children.newChild(workflowType, options));
    }

    private record UntypedChild(Child child) implements ChildWorkflowStub {
        @Override
        public String workflowType() {
            return child.workflowType();
        }

        @Override
        public <R extends @Nullable Object> R execute(Class<R> resultType, @Nullable Object... args) {
            return executeAsync(resultType, args).get();
        }

        @Override
        public <R extends @Nullable Object> Promise<R> executeAsync(Class<R> resultType, @Nullable Object... args) {
            return child.start(resultType, args);
        }

        @Override
        public <R extends @Nullable Object> Promise<R> executeAsync(Type resultType, @Nullable Object... args) {
            return child.start(resultType, args);
        }

        @Override
        public Promise<ExecutionKey> getExecution() {
            return child.execution();
        }

        @Override
        public void signal(String signalName, @Nullable Object... args) {
            child.signal(signalName, args);
        }
    }

    <T> T external(Class<T> type, ExecutionKey execution, String runId) {
        WorkflowContract contract = shapes.workflow(type);
        return proxy(type, new StubHandler() {
            @Override
            @Nullable
            Object call(Method method, @Nullable Object[] args) {
                return switch (contract.part(method)) {
                    case Part.Signal signal ->
                        externals
                                .signal(execution, runId, false, signal.signalName(), args)
                                .get();
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
        return new UntypedExternal(externals, execution, runId);
    }

    private record UntypedExternal(ExternalCalls externals, ExecutionKey execution, String runId)
            implements ExternalWorkflowStub {
        @Override
        public void signal(String signalName, @Nullable Object... args) {
            externals.signal(execution, runId, false, signalName, args).get();
        }

        @Override
        public void cancel() {
            externals.cancel(execution, runId, false, "").get();
        }
    }

    private static UnsupportedOperationException clientsOnly(String what) {
        return new UnsupportedOperationException(
                "Expected a signal to another workflow, but " + what + " are for clients and activities");
    }
}
