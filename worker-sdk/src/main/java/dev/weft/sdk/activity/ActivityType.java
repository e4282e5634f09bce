package dev.weft.sdk.activity;

import java.lang.reflect.Method;

/** The one rule that names activities, for the side that calls them and the side that runs them. */
public final class ActivityType {
    private ActivityType() {}

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
