package dev.weft.sdk.activity;

import dev.weft.sdk.workflow.Checks;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.LinkedHashMap;
import java.util.Map;

/** The one rule that names activities, for the side that calls them and the side that runs them. */
public final class ActivityType {
    private ActivityType() {}

    /**
     * The activities of an interface, by type.
     *
     * @throws IllegalArgumentException when two methods have the same type, or a type is no name
     */
    public static Map<String, Method> methods(Class<?> activityInterface) {
        Map<String, Method> methods = new LinkedHashMap<>();
        for (Method method : activityInterface.getMethods()) {
            if (Modifier.isStatic(method.getModifiers()) || method.isBridge()) {
                continue;
            }
            String type = of(activityInterface, method);
            Method twin = methods.putIfAbsent(type, method);
            Checks.name("name of the activity " + method, type);
            if (type.startsWith("__")) {
                throw new IllegalArgumentException("Expected a name without leading '__', which is the platform's, but "
                        + method + " is named '" + type + "'");
            }
            if (twin != null) {
                throw new IllegalArgumentException("Expected one activity of type " + type + " in "
                        + activityInterface.getName() + ", but both " + twin + " and " + method
                        + " are: give one of them another name with @ActivityMethod");
            }
        }
        return methods;
    }

    /**
     * The activity type of a method: the name it is given, else the interface's prefix and the method's name with its
     * first letter in upper case.
     *
     * @param activityInterface annotated with {@link ActivityInterface}
     */
    public static String of(Class<?> activityInterface, Method method) {
        ActivityMethod named = method.getAnnotation(ActivityMethod.class);
        if (named != null && !named.name().isEmpty()) {
            return named.name();
        }
        ActivityInterface marker = activityInterface.getAnnotation(ActivityInterface.class);
        String prefix = marker == null ? "" : marker.namePrefix();
        String name = method.getName();
        return prefix + Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }
}
