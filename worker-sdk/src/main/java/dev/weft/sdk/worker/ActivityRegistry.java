package dev.weft.sdk.worker;

import dev.weft.sdk.activity.ActivityInterface;
import dev.weft.sdk.activity.ActivityType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** The activities that a worker runs, by activity type. */
final class ActivityRegistry {

    /** @param method declared by the interface, called on {@code target} */
    record Registered(Object target, Method method, Type[] parameterTypes) {}

    private final Map<String, Registered> byType = new ConcurrentHashMap<>();

    /**
     * Adds every activity of every activity interface that {@code target} implements.
     *
     * @throws IllegalArgumentException when it implements none, or a type is taken
     */
    void register(Object target) {
        if (target instanceof Class<?> type) {
            throw new IllegalArgumentException("Expected an activity object, but got the class " + type.getName()
                    + ": activities are registered as instances, since they hold their connections");
        }
        Set<Class<?>> interfaces = new LinkedHashSet<>();
        collectInterfaces(target.getClass(), interfaces);
        if (interfaces.isEmpty()) {
            throw new IllegalArgumentException("Expected " + target.getClass().getName()
                    + " to implement an interface annotated with @ActivityInterface, but it implements none");
        }
        interfaces.forEach(activityInterface -> register(target, activityInterface));
    }

    private void register(Object target, Class<?> activityInterface) {
        for (Method method : activityInterface.getMethods()) {
            if (Modifier.isStatic(method.getModifiers())) {
                continue;
            }
            String type = ActivityType.of(activityInterface, method);
            method.setAccessible(true);
            Registered taken =
                    byType.putIfAbsent(type, new Registered(target, method, method.getGenericParameterTypes()));
            if (taken != null) {
                throw new IllegalArgumentException("Expected one implementation of activity type " + type
                        + " in a worker, but " + method + " has the same type as " + taken.method()
                        + " of " + taken.target().getClass().getName()
                        + ": give one of them another name with @ActivityMethod");
            }
        }
    }

    private static void collectInterfaces(Class<?> type, Set<Class<?>> found) {
        for (Class<?> candidate : type.getInterfaces()) {
            if (candidate.isAnnotationPresent(ActivityInterface.class)) {
                found.add(candidate);
            }
            collectInterfaces(candidate, found);
        }
        Class<?> parent = type.getSuperclass();
        if (parent != null) {
            collectInterfaces(parent, found);
        }
    }

    Optional<Registered> find(String activityType) {
        return Optional.ofNullable(byType.get(activityType));
    }

    /** In alphabetical order. */
    Set<String> types() {
        return new TreeSet<>(byType.keySet());
    }

    /** For messages. */
    String knownTypes() {
        return byType.isEmpty() ? "none" : types().toString();
    }

    boolean isEmpty() {
        return byType.isEmpty();
    }
}
