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
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The message handlers of one run: those of its workflow object and those of listeners added later. */
final class Handlers {
    private final Map<String, MessageHandler> signals = new LinkedHashMap<>();
    private final Map<String, MessageHandler> queries = new LinkedHashMap<>();
    private final Map<String, MessageHandler> updates = new LinkedHashMap<>();
    private final Map<String, MessageHandler> validators = new LinkedHashMap<>();
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

    /** A handler takes the place of the former one of its kind and name, also when it has no validator. */
    private boolean addAll(Object listener, WorkflowContract contract) {
        contract.parts().values().stream()
                .filter(Part.Update.class::isInstance)
                .map(Part::name)
                .forEach(validators::remove);
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
        switch (method.part()) {
            case Part.Signal part ->
                signals.put(part.signalName(), new MessageHandler.Typed(target, method, "signal " + part.signalName()));
            case Part.Query part ->
                queries.put(part.queryType(), new MessageHandler.Typed(target, method, "query " + part.queryType()));
            case Part.Update part ->
                updates.put(part.updateName(), new MessageHandler.Typed(target, method, "update " + part.updateName()));
            case Part.Validator part ->
                validators.put(
                        part.updateName(), new MessageHandler.Typed(target, method, "update " + part.updateName()));
            case Part.Main part ->
                throw new IllegalArgumentException(
                        "Expected a listener without a @WorkflowMethod, but it has " + part.workflowType());
        }
    }

    Optional<MessageHandler> signal(String name) {
        return find(
                signals,
                name,
                dynamicSignal,
                handler -> new MessageHandler.Dynamic(args -> {
                    handler.handleSignal(name, args);
                    return null;
                }));
    }

    Optional<MessageHandler> query(String type) {
        return find(
                queries,
                type,
                dynamicQuery,
                handler -> new MessageHandler.Dynamic(args -> handler.handleQuery(type, args)));
    }

    Optional<MessageHandler> update(String name) {
        return find(
                updates,
                name,
                dynamicUpdate,
                handler -> new MessageHandler.Dynamic(args -> handler.handleUpdate(name, args)));
    }

    /** Of the update's own handler, or of the dynamic one that takes it. */
    Optional<MessageHandler> validator(String updateName) {
        if (updates.containsKey(updateName)) {
            return Optional.ofNullable(validators.get(updateName));
        }
        return find(
                validators,
                updateName,
                dynamicUpdate,
                handler -> new MessageHandler.Dynamic(args -> {
                    handler.validateUpdate(updateName, args);
                    return null;
                }));
    }

    private static <T> Optional<MessageHandler> find(
            Map<String, MessageHandler> typed,
            String name,
            @Nullable T dynamic,
            Function<T, MessageHandler> ofDynamic) {
        MessageHandler handler = typed.get(name);
        return handler == null && dynamic != null
                ? Optional.of(ofDynamic.apply(dynamic))
                : Optional.ofNullable(handler);
    }

    /** The names of all handlers by kind, for people. */
    Map<String, Object> names() {
        return Map.of(
                "signals", new TreeSet<>(signals.keySet()),
                "queries", new TreeSet<>(queries.keySet()),
                "updates", new TreeSet<>(updates.keySet()));
    }
}
