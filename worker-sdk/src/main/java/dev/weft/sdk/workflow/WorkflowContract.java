package dev.weft.sdk.workflow;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Internal: what an interface marked with {@link WorkflowInterface} declares. The one place that knows how workflow
 * types and messages get their names, for stubs, for clients and for implementations.
 */
public final class WorkflowContract {

    /** What a method of the interface stands for. */
    public sealed interface Part {
        /** By which it is called. */
        String name();

        /** @param workflowType never empty */
        record Main(String workflowType) implements Part {
            @Override
            public String name() {
                return workflowType;
            }
        }

        record Signal(String signalName, HandlerUnfinishedPolicy policy) implements Part {
            @Override
            public String name() {
                return signalName;
            }
        }

        record Query(String queryType) implements Part {
            @Override
            public String name() {
                return queryType;
            }
        }

        record Update(String updateName, HandlerUnfinishedPolicy policy) implements Part {
            @Override
            public String name() {
                return updateName;
            }
        }

        record Validator(String updateName) implements Part {
            @Override
            public String name() {
                return updateName;
            }
        }
    }

    private final Class<?> contract;
    private final Map<Method, Part> parts;

    private WorkflowContract(Class<?> contract, Map<Method, Part> parts) {
        this.contract = contract;
        this.parts = Collections.unmodifiableMap(parts);
    }

    /** @throws IllegalArgumentException when the interface declares something impossible, with the reason */
    public static WorkflowContract of(Class<?> contract) {
        if (!contract.isInterface() || !contract.isAnnotationPresent(WorkflowInterface.class)) {
            throw new IllegalArgumentException(
                    "Expected an interface marked with @WorkflowInterface, but " + contract.getName() + " is not");
        }
        return read(contract, true);
    }

    /** The annotated methods of a listener's class or of one of its interfaces. */
    public static WorkflowContract ofListener(Class<?> type) {
        return read(type, false);
    }

    private static WorkflowContract read(Class<?> type, boolean complete) {
        Map<Method, Part> parts = new LinkedHashMap<>();
        Map<String, Method> names = new HashMap<>();
        for (Method method : type.getMethods()) {
            Optional<Part> part = part(type, method);
            part.ifPresent(found -> {
                check(method, found);
                Method twin = names.putIfAbsent(found.getClass().getSimpleName() + " " + found.name(), method);
                if (twin != null && !overrides(twin, method)) {
                    throw new IllegalArgumentException(
                            "Expected one " + found.getClass().getSimpleName() + " named '"
                                    + found.name() + "' in " + type.getName() + ", but both " + twin.getName() + " and "
                                    + method.getName() + " are");
                }
                parts.put(method, found);
            });
            if (part.isEmpty() && complete && Modifier.isAbstract(method.getModifiers())) {
                throw new IllegalArgumentException("Expected an annotation that says what " + describe(method)
                        + " is for, such as @WorkflowMethod or @SignalMethod, but there is none");
            }
        }
        WorkflowContract contract = new WorkflowContract(type, parts);
        contract.checkWhole();
        return contract;
    }

    private static boolean overrides(Method one, Method other) {
        return one.getName().equals(other.getName())
                && List.of(one.getParameterTypes()).equals(List.of(other.getParameterTypes()));
    }

    private static Optional<Part> part(Class<?> type, Method method) {
        List<Part> found = new ArrayList<>(1);
        WorkflowMethod main = method.getAnnotation(WorkflowMethod.class);
        if (main != null) {
            found.add(new Part.Main(or(main.name(), type.getSimpleName())));
        }
        SignalMethod signal = method.getAnnotation(SignalMethod.class);
        if (signal != null) {
            found.add(new Part.Signal(or(signal.name(), method.getName()), signal.unfinishedPolicy()));
        }
        QueryMethod query = method.getAnnotation(QueryMethod.class);
        if (query != null) {
            found.add(new Part.Query(or(query.name(), method.getName())));
        }
        UpdateMethod update = method.getAnnotation(UpdateMethod.class);
        if (update != null) {
            found.add(new Part.Update(or(update.name(), method.getName()), update.unfinishedPolicy()));
        }
        UpdateValidatorMethod validator = method.getAnnotation(UpdateValidatorMethod.class);
        if (validator != null) {
            found.add(new Part.Validator(validator.updateName()));
        }
        if (found.size() > 1) {
            throw new IllegalArgumentException(
                    "Expected one annotation on " + describe(method) + ", but it is marked as " + found);
        }
        return found.stream().findFirst();
    }

    private static String or(String name, String otherwise) {
        return name.isEmpty() ? otherwise : name;
    }

    private static void check(Method method, Part part) {
        Checks.name("name of " + describe(method), part.name());
        if (part.name().startsWith("__")) {
            throw new IllegalArgumentException("Expected a name without leading '__', which is the platform's, but "
                    + describe(method) + " is named '" + part.name() + "'");
        }
        boolean returnsNothing = method.getReturnType() == void.class;
        if ((part instanceof Part.Signal || part instanceof Part.Validator) && !returnsNothing) {
            throw new IllegalArgumentException("Expected " + describe(method) + " to return nothing, but it returns "
                    + method.getReturnType().getSimpleName());
        }
        if (part instanceof Part.Query && returnsNothing) {
            throw new IllegalArgumentException(
                    "Expected query " + describe(method) + " to return its answer, but it" + " returns nothing");
        }
    }

    private void checkWhole() {
        List<Method> mains = methods(Part.Main.class);
        if (mains.size() > 1 && mains.stream().anyMatch(main -> !overrides(main, mains.getFirst()))) {
            throw new IllegalArgumentException(
                    "Expected one @WorkflowMethod in " + contract.getName() + ", but there" + " are " + mains.size()
                            + ": " + mains.stream().map(Method::getName).toList());
        }
        for (Method validator : methods(Part.Validator.class)) {
            Part.Validator part = (Part.Validator) part(validator);
            boolean fits = methods(Part.Update.class).stream()
                    .anyMatch(update -> part(update).name().equals(part.updateName())
                            && List.of(update.getParameterTypes()).equals(List.of(validator.getParameterTypes())));
            if (!fits) {
                throw new IllegalArgumentException("Expected an @UpdateMethod '" + part.updateName()
                        + "' with the parameters of its validator " + describe(validator) + ", but there is none");
            }
        }
    }

    private static String describe(Method method) {
        return method.getDeclaringClass().getSimpleName() + "." + method.getName();
    }

    private List<Method> methods(Class<? extends Part> kind) {
        return parts.entrySet().stream()
                .filter(entry -> kind.isInstance(entry.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    public Class<?> contract() {
        return contract;
    }

    public Map<Method, Part> parts() {
        return parts;
    }

    /** The workflow method; empty for an interface of messages only. */
    public Optional<Method> workflowMethod() {
        return methods(Part.Main.class).stream().findFirst();
    }

    /** Empty for an interface of messages only. */
    public Optional<String> workflowType() {
        return workflowMethod().map(method -> part(method).name());
    }

    /** @throws IllegalArgumentException when {@code method} is not a part of the contract */
    public Part part(Method method) {
        Part part = parts.get(method);
        if (part == null) {
            throw new IllegalArgumentException(
                    "Expected a method of " + contract.getName() + ", but got " + describe(method));
        }
        return part;
    }
}
