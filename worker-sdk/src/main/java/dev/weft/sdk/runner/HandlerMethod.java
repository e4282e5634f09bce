package dev.weft.sdk.runner;

import dev.weft.sdk.workflow.ImplementedMethods;
import dev.weft.sdk.workflow.WorkflowContract;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/** A method of user code with what is needed to call it, worked out once. */
record HandlerMethod(Method method, Type[] parameterTypes, Type resultType, WorkflowContract.Part part) {

    /** @param implementation class whose own method is called, so that type variables are resolved where it says them */
    static HandlerMethod of(Class<?> implementation, Method declared, WorkflowContract.Part part) {
        Method method = ImplementedMethods.of(implementation, declared);
        method.setAccessible(true);
        return new HandlerMethod(method, method.getGenericParameterTypes(), method.getGenericReturnType(), part);
    }

    /** Calls it; what it throws comes out as it is. */
    @Nullable
    Object call(Object target, @Nullable Object... args) throws Exception {
        try {
            return method.invoke(target, args);
        } catch (InvocationTargetException e) {
            switch (e.getTargetException()) {
                case Exception thrown -> throw thrown;
                case Error thrown -> throw thrown;
                default -> throw e;
            }
        }
    }
}
