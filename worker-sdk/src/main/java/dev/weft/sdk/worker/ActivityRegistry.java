package dev.weft.sdk.worker;

import dev.weft.sdk.activity.ActivityInterface;
import dev.weft.sdk.activity.ActivityMethod;
import dev.weft.sdk.activity.ActivityType;
import dev.weft.sdk.activity.DynamicActivity;
import dev.weft.sdk.workflow.ImplementedMethods;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The activities that a worker runs, by activity type. */
final class ActivityRegistry {
    private final Map<String, ActivityCode.Typed> byType = new ConcurrentHashMap<>();
    private final AtomicReference<ActivityCode.@Nullable Dynamic> dynamic = new AtomicReference<>();

    /**
     * Adds every activity of every activity interface that {@code target} implements; a {@link DynamicActivity} takes
     * the types that have no other implementation.
     *
     * @throws IllegalArgumentException when it implements none, a type is taken, or there is a dynamic activity already
     */
    void register(Object target) {
        if (target instanceof Class<?> type) {
            throw new IllegalArgumentException("Expected an activity object, but got the class " + type.getName()
                    + ": activities are registered as instances, since they hold their connections");
        }
        Set<Class<?>> interfaces = new LinkedHashSet<>();
        collectInterfaces(target.getClass(), interfaces);
        if (target instanceof DynamicActivity activity) {
            registerDynamic(activity);
        } else if (interfaces.isEmpty()) {
            throw new IllegalArgumentException("Expected " + target.getClass().getName()
                    + " to implement an interface annotated with @ActivityInterface, or DynamicActivity,"
                    + " but it implements none");
        }
        for (Method method : target.getClass().getMethods()) {
            if (method.isAnnotationPresent(ActivityMethod.class)
                    && !method.getDeclaringClass().isInterface()) {
                throw new IllegalArgumentException("Expected @ActivityMethod on a method of an interface, but "
                        + method.getDeclaringClass().getSimpleName() + "." + method.getName() + " has it");
            }
        }
        interfaces.forEach(activityInterface -> register(target, activityInterface));
    }

    private void registerDynamic(DynamicActivity activity) {
        ActivityCode.Dynamic twin = dynamic.compareAndExchange(null, new ActivityCode.Dynamic(activity));
        if (twin != null) {
            throw new IllegalArgumentException("Expected one dynamic activity in a worker, but both "
                    + twin.target().getClass().getName() + " and "
                    + activity.getClass().getName() + " are registered");
        }
    }

    private void register(Object target, Class<?> activityInterface) {
        ActivityType.methods(activityInterface).forEach((type, method) -> {
            method.setAccessible(true);
            Type[] parameters = ImplementedMethods.of(target.getClass(), method).getGenericParameterTypes();
            ActivityCode.Typed taken = byType.putIfAbsent(type, new ActivityCode.Typed(target, method, parameters));
            if (taken != null) {
                throw new IllegalArgumentException("Expected one implementation of activity type " + type
                        + " in a worker, but " + method + " has the same type as " + taken.method()
                        + " of " + taken.target().getClass().getName()
                        + ": give one of them another name with @ActivityMethod");
            }
        });
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

    /** Explicit types win over the dynamic activity. */
    Optional<ActivityCode> find(String activityType) {
        ActivityCode typed = byType.get(activityType);
        return Optional.ofNullable(typed == null ? dynamic.get() : typed);
    }

    /** For messages. */
    String knownTypes() {
        return byType.isEmpty() ? "none" : new TreeSet<>(byType.keySet()).toString();
    }

    /** In alphabetical order, without what a dynamic one would take. */
    List<String> types() {
        return byType.keySet().stream().sorted().toList();
    }

    boolean isEmpty() {
        return byType.isEmpty() && dynamic.get() == null;
    }
}
