package dev.weft.sdk.runner;

import dev.weft.sdk.workflow.DynamicQueryHandler;
import dev.weft.sdk.workflow.DynamicSignalHandler;
import dev.weft.sdk.workflow.DynamicUpdateHandler;
import dev.weft.sdk.workflow.WorkflowContract;
import dev.weft.sdk.workflow.WorkflowContract.Part;
import dev.weft.sdk.workflow.WorkflowInterface;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The message handlers of one run: those of its workflow object and those of listeners added later. */
final class Handlers {

    /** A method and the object to call it on. */
    record Bound(Object target, HandlerMethod method) {}

    private final Map<String, Bound> signals = new LinkedHashMap<>();
    private final Map<String, Bound> queries = new LinkedHashMap<>();
    private final Map<String, Bound> updates = new LinkedHashMap<>();
    private final Map<String, Bound> validators = new LinkedHashMap<>();
    private @Nullable DynamicSignalHandler dynamicSignal;
    private @Nullable DynamicQueryHandler dynamicQuery;
    private @Nullable DynamicUpdateHandler dynamicUpdate;

    void addWorkflow(Object instance, List<HandlerMethod> methods) {
        methods.forEach(method -> add(instance, method));
        addDynamic(instance);
    }

    /** @throws IllegalArgumentException when the object handles nothing */
    void addListener(Object listener) {
        boolean found = addDynamic(listener);
        Class<?> type = listener.getClass();
        for (Class<?> contract : type.getInterfaces()) {
            if (contract.isAnnotationPresent(WorkflowInterface.class)) {
                found |= addAll(listener, WorkflowContract.of(contract));
            }
        }
        found |= addAll(listener, WorkflowContract.ofListener(type));
        if (!found) {
            throw new IllegalArgumentException("Expected an object that handles signals, queries or updates, but "
                    + type.getName() + " has no such method");
        }
    }

    private boolean addAll(Object listener, WorkflowContract contract) {
        contract.parts().forEach((method, part) -> add(listener, HandlerMethod.of(listener.getClass(), method, part)));
        return !contract.parts().isEmpty();
    }

    private boolean addDynamic(Object target) {
        boolean found = false;
        if (target instanceof DynamicSignalHandler handler) {
            dynamicSignal = handler;
            found = true;
        }
        if (target instanceof DynamicQueryHandler handler) {
            dynamicQuery = handler;
            found = true;
        }
        if (target instanceof DynamicUpdateHandler handler) {
            dynamicUpdate = handler;
            found = true;
        }
        return found;
    }

    private void add(Object target, HandlerMethod method) {
        Bound bound = new Bound(target, method);
        switch (method.part()) {
            case Part.Signal part -> signals.put(part.signalName(), bound);
            case Part.Query part -> queries.put(part.queryType(), bound);
            case Part.Update part -> updates.put(part.updateName(), bound);
            case Part.Validator part -> validators.put(part.updateName(), bound);
            case Part.Main part ->
                throw new IllegalArgumentException(
                        "Expected a listener without a @WorkflowMethod, but it has " + part.workflowType());
        }
    }

    Optional<Bound> signal(String name) {
        return Optional.ofNullable(signals.get(name));
    }

    Optional<Bound> query(String type) {
        return Optional.ofNullable(queries.get(type));
    }

    Optional<Bound> update(String name) {
        return Optional.ofNullable(updates.get(name));
    }

    Optional<Bound> validator(String updateName) {
        return Optional.ofNullable(validators.get(updateName));
    }

    Optional<DynamicSignalHandler> dynamicSignal() {
        return Optional.ofNullable(dynamicSignal);
    }

    Optional<DynamicQueryHandler> dynamicQuery() {
        return Optional.ofNullable(dynamicQuery);
    }

    Optional<DynamicUpdateHandler> dynamicUpdate() {
        return Optional.ofNullable(dynamicUpdate);
    }

    /** The names of all handlers by kind, for people. */
    Map<String, Object> names() {
        return Map.of(
                "signals", new TreeSet<>(signals.keySet()),
                "queries", new TreeSet<>(queries.keySet()),
                "updates", new TreeSet<>(updates.keySet()));
    }
}
