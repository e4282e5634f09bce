package dev.weft.sdk.client;

import dev.weft.sdk.data.DataConverter;
import dev.weft.sdk.workflow.WorkflowInterface;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Turns calls of a workflow interface's methods into calls of an untyped stub. */
final class TypedStub implements InvocationHandler {
    private final Class<?> workflowInterface;
    private final Map<Method, StubMethod> methods;
    private final WorkflowStub workflow;

    private TypedStub(Class<?> workflowInterface, Map<Method, StubMethod> methods, WorkflowStub workflow) {
        this.workflowInterface = workflowInterface;
        this.methods = methods;
        this.workflow = workflow;
    }

    /** @param stubs makes the untyped stub for a workflow type, empty when the interface declares none */
    static <T> T create(Class<T> workflowInterface, Function<String, WorkflowStub> stubs) {
        if (!workflowInterface.isInterface() || !workflowInterface.isAnnotationPresent(WorkflowInterface.class)) {
            throw new IllegalArgumentException("Expected an interface annotated with @WorkflowInterface, but "
                    + workflowInterface.getName() + " is none");
        }
        Map<Method, StubMethod> methods = new HashMap<>();
        String workflowType = "";
        for (Method method : workflowInterface.getMethods()) {
            if (Modifier.isAbstract(method.getModifiers())) {
                StubMethod meaning = StubMethod.of(workflowInterface, method);
                methods.put(method, meaning);
                workflowType = meaning instanceof StubMethod.Start start ? start.name() : workflowType;
            }
        }
        TypedStub handler = new TypedStub(workflowInterface, methods, stubs.apply(workflowType));
        return workflowInterface.cast(Proxy.newProxyInstance(
                workflowInterface.getClassLoader(), new Class<?>[] {workflowInterface}, handler));
    }

    static TypedStub of(Object stub) {
        if (Proxy.isProxyClass(stub.getClass()) && Proxy.getInvocationHandler(stub) instanceof TypedStub typed) {
            return typed;
        }
        throw new IllegalArgumentException("Expected a stub made by a WorkflowClient, but got one of "
                + stub.getClass().getName());
    }

    WorkflowStub workflow() {
        return workflow;
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] given) throws Throwable {
        @Nullable Object[] arguments = given == null ? new Object[0] : given;
        StubMethod meaning = methods.get(method);
        if (meaning == null) {
            return method.getDeclaringClass() == Object.class
                    ? invokeObjectMethod(proxy, method, arguments)
                    : InvocationHandler.invokeDefault(proxy, method, given);
        }
        StubCall call = new StubCall(workflow, meaning.name(), arguments, method.getGenericReturnType());
        return call.isCaptured() ? DataConverter.absent(method.getReturnType()) : call(meaning, call);
    }

    private static @Nullable Object call(StubMethod meaning, StubCall call) {
        WorkflowStub stub = call.workflow();
        return switch (meaning) {
            case StubMethod.Start start -> {
                if (stub.canStart()) {
                    stub.start(call.arguments());
                }
                yield stub.getResult(call.resultType());
            }
            case StubMethod.Signal signal -> {
                stub.signal(signal.name(), call.arguments());
                yield null;
            }
            case StubMethod.Validator validator ->
                throw new UnsupportedOperationException("Expected a call of an update method, but " + validator.name()
                        + " validates updates, which the platform asks of the workflow itself");
            case StubMethod.Query query -> stub.query(query.name(), call.resultType(), call.arguments());
            case StubMethod.Update update ->
                stub.startUpdate(update.name(), UpdateStage.COMPLETED, call.resultType(), call.arguments())
                        .getResult();
        };
    }

    private @Nullable Object invokeObjectMethod(Object proxy, Method method, @Nullable Object[] arguments) {
        return switch (method.getName()) {
            case "equals" -> proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            default -> workflowInterface.getSimpleName() + " " + workflow.workflowId();
        };
    }
}
