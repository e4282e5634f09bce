package dev.weft.sdk.client;

import dev.weft.sdk.data.DataConverter;
import dev.weft.sdk.workflow.WorkflowContract;
import dev.weft.sdk.workflow.WorkflowContract.Part;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Turns calls of a workflow interface's methods into calls of an untyped stub. */
final class TypedStub implements InvocationHandler {
    private final WorkflowContract contract;
    private final WorkflowStub workflow;

    private TypedStub(WorkflowContract contract, WorkflowStub workflow) {
        this.contract = contract;
        this.workflow = workflow;
    }

    /** @param stubs makes the untyped stub for a workflow type, empty when the interface declares none */
    static <T> T create(Class<T> workflowInterface, Function<String, WorkflowStub> stubs) {
        WorkflowContract contract = WorkflowContract.of(workflowInterface);
        TypedStub handler =
                new TypedStub(contract, stubs.apply(contract.workflowType().orElse("")));
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
        Part part = contract.parts().get(method);
        if (part == null) {
            return method.getDeclaringClass() == Object.class
                    ? invokeObjectMethod(proxy, method, arguments)
                    : InvocationHandler.invokeDefault(proxy, method, given);
        }
        StubCall call = new StubCall(workflow, part, arguments, method.getGenericReturnType());
        return call.isCaptured() ? DataConverter.absent(method.getReturnType()) : call(method, part, call);
    }

    private static @Nullable Object call(Method method, Part part, StubCall call) {
        WorkflowStub stub = call.workflow();
        return switch (part) {
            case Part.Main _p -> {
                if (stub.canStart()) {
                    stub.start(call.arguments());
                }
                yield stub.getResult(call.resultType());
            }
            case Part.Signal signal -> {
                stub.signal(signal.signalName(), call.arguments());
                yield null;
            }
            case Part.Validator _p ->
                throw new UnsupportedOperationException("Expected a call of an update method, but " + method.getName()
                        + " validates updates, which the platform asks of the workflow itself");
            case Part.Query query -> stub.query(query.queryType(), call.resultType(), call.arguments());
            case Part.Update update ->
                stub.startUpdate(update.updateName(), UpdateStage.COMPLETED, call.resultType(), call.arguments())
                        .getResult();
        };
    }

    private @Nullable Object invokeObjectMethod(Object proxy, Method method, @Nullable Object[] arguments) {
        return switch (method.getName()) {
            case "equals" -> proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            default -> contract.contract().getSimpleName() + " " + workflow.workflowId();
        };
    }
}
