package dev.weft.sdk.runner;

import dev.weft.core.model.Payload;
import dev.weft.sdk.data.DataConverter;
import dev.weft.sdk.data.EncodedValues;
import dev.weft.sdk.workflow.DynamicWorkflow;
import dev.weft.sdk.workflow.WorkflowContract;
import dev.weft.sdk.workflow.WorkflowContract.Part;
import dev.weft.sdk.workflow.WorkflowImplementationOptions;
import dev.weft.sdk.workflow.WorkflowInit;
import dev.weft.sdk.workflow.WorkflowInterface;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A workflow type and the class that implements it.
 *
 * @param dynamic takes the types without a definition of their own; its own type is only a name for sentences
 */
record WorkflowDefinition(
        String workflowType,
        boolean dynamic,
        HandlerMethod main,
        List<HandlerMethod> handlers,
        Creation creation,
        WorkflowImplementationOptions options) {

    /** How an instance comes to be. */
    sealed interface Creation {
        record ByFactory(Supplier<?> factory) implements Creation {}

        record ByConstructor(Constructor<?> constructor) implements Creation {}

        /** The constructor takes the arguments of the workflow method. */
        record ByInit(Constructor<?> constructor) implements Creation {}
    }

    private static final Method DYNAMIC_MAIN = DynamicWorkflow.class.getMethods()[0];

    static WorkflowDefinition of(
            Class<?> implementation, @Nullable Supplier<?> factory, WorkflowImplementationOptions options) {
        if (factory == null && Modifier.isAbstract(implementation.getModifiers())) {
            throw new IllegalArgumentException(
                    "Expected a class that implements a workflow, but " + implementation.getName() + " is abstract");
        }
        List<HandlerMethod> mains = new ArrayList<>();
        List<HandlerMethod> handlers = new ArrayList<>();
        for (Class<?> contract : contracts(implementation)) {
            for (Map.Entry<Method, Part> entry :
                    WorkflowContract.of(contract).parts().entrySet()) {
                HandlerMethod method = HandlerMethod.of(implementation, entry.getKey(), entry.getValue());
                (entry.getValue() instanceof Part.Main ? mains : handlers).add(method);
            }
        }
        checkNames(implementation, handlers);
        checkClass(
                implementation, Stream.concat(mains.stream(), handlers.stream()).toList());
        boolean dynamic = DynamicWorkflow.class.isAssignableFrom(implementation);
        if (dynamic) {
            mains.add(HandlerMethod.of(implementation, DYNAMIC_MAIN, new Part.Main("any type")));
        }
        if (mains.size() != 1) {
            throw new IllegalArgumentException("Expected " + implementation.getName()
                    + " to implement one interface with a @WorkflowMethod, or DynamicWorkflow, but it implements "
                    + mains.size());
        }
        HandlerMethod main = mains.getFirst();
        Creation creation = factory == null ? creation(implementation, main) : new Creation.ByFactory(factory);
        String type = ((Part.Main) main.part()).workflowType();
        return new WorkflowDefinition(type, dynamic, main, List.copyOf(handlers), creation, options);
    }

    private static void checkNames(Class<?> implementation, List<HandlerMethod> handlers) {
        Map<String, Method> names = new HashMap<>();
        for (HandlerMethod handler : handlers) {
            String kind = handler.part().getClass().getSimpleName();
            Method twin = names.putIfAbsent(kind + " " + handler.part().name(), handler.method());
            if (twin != null && !twin.equals(handler.method())) {
                throw new IllegalArgumentException("Expected one " + kind + " named '"
                        + handler.part().name() + "' in " + implementation.getName() + ", but both "
                        + twin.getName() + " and " + handler.method().getName() + " are");
            }
        }
    }

    /** What only the class says is nobody's contract. */
    private static void checkClass(Class<?> implementation, List<HandlerMethod> known) {
        if (implementation.isInterface()) {
            return;
        }
        WorkflowContract.ofListener(implementation).parts().forEach((method, part) -> {
            boolean declared =
                    known.stream().anyMatch(handler -> handler.method().equals(method));
            if (!declared && !method.getDeclaringClass().isInterface()) {
                throw new IllegalArgumentException("Expected the "
                        + part.getClass().getSimpleName() + " '" + part.name() + "' of " + implementation.getName()
                        + " to be declared in an interface marked with @WorkflowInterface, but only the class has it");
            }
        });
    }

    private static Set<Class<?>> contracts(Class<?> implementation) {
        Set<Class<?>> contracts = new LinkedHashSet<>();
        if (implementation.isInterface()) {
            collect(implementation, contracts);
        }
        for (Class<?> type = implementation; type != null; type = type.getSuperclass()) {
            for (Class<?> candidate : type.getInterfaces()) {
                collect(candidate, contracts);
            }
        }
        return contracts;
    }

    /** The most specific interfaces only: what they inherit is theirs. */
    private static void collect(Class<?> candidate, Set<Class<?>> contracts) {
        if (candidate.isAnnotationPresent(WorkflowInterface.class)) {
            if (contracts.stream().noneMatch(candidate::isAssignableFrom)) {
                contracts.add(candidate);
            }
            return;
        }
        for (Class<?> parent : candidate.getInterfaces()) {
            collect(parent, contracts);
        }
    }

    private static Creation creation(Class<?> implementation, HandlerMethod main) {
        List<Constructor<?>> inits = Arrays.stream(implementation.getDeclaredConstructors())
                .filter(constructor -> constructor.isAnnotationPresent(WorkflowInit.class))
                .toList();
        if (inits.size() > 1) {
            throw new IllegalArgumentException("Expected one constructor of " + implementation.getName()
                    + " to be marked with @WorkflowInit, but " + inits.size() + " are");
        }
        if (inits.size() == 1) {
            return byInit(implementation, inits.getFirst(), main);
        }
        try {
            Constructor<?> constructor = implementation.getDeclaredConstructor();
            constructor.setAccessible(true);
            return new Creation.ByConstructor(constructor);
        } catch (NoSuchMethodException e) {
            throw new IllegalArgumentException(
                    "Expected a constructor without parameters in " + implementation.getName()
                            + ", or one marked with @WorkflowInit, but there is none",
                    e);
        }
    }

    private static Creation byInit(Class<?> implementation, Constructor<?> init, HandlerMethod main) {
        if (!Arrays.equals(init.getParameterTypes(), main.method().getParameterTypes())) {
            throw new IllegalArgumentException("Expected the @WorkflowInit constructor of " + implementation.getName()
                    + " to take what its workflow method takes, but it takes "
                    + Arrays.stream(init.getParameterTypes())
                            .map(Class::getSimpleName)
                            .toList());
        }
        init.setAccessible(true);
        return new Creation.ByInit(init);
    }

    /** The arguments of the workflow method. */
    List<@Nullable Object> arguments(DataConverter data, List<Payload> input) {
        return dynamic
                ? List.of(new EncodedValues(input, data))
                : Arrays.asList(
                        Arguments.read(data, input, main.parameterTypes(), "workflow " + workflowType, () -> true));
    }

    /** @param args of the workflow method */
    Object newInstance(@Nullable Object... args) throws Exception {
        try {
            return switch (creation) {
                case Creation.ByFactory(Supplier<?> factory) -> factory.get();
                case Creation.ByConstructor(Constructor<?> constructor) -> constructor.newInstance();
                case Creation.ByInit(Constructor<?> constructor) -> constructor.newInstance(args);
            };
        } catch (InvocationTargetException e) {
            switch (e.getTargetException()) {
                case Exception thrown -> throw thrown;
                case Error thrown -> throw thrown;
                default -> throw e;
            }
        }
    }
}
