package dev.weft.sdk.runner;

import dev.weft.sdk.activity.ActivityInterface;
import dev.weft.sdk.activity.ActivityType;
import dev.weft.sdk.workflow.WorkflowContract;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** What the methods of stub interfaces mean, worked out once per interface. Thread-safe. */
final class StubShapes {

    /** A method that runs an activity. */
    record ActivityShape(String activityType, Type resultType) {}

    private final ConcurrentMap<Class<?>, Map<Method, ActivityShape>> activities = new ConcurrentHashMap<>();
    private final ConcurrentMap<Class<?>, WorkflowContract> workflows = new ConcurrentHashMap<>();

    Map<Method, ActivityShape> activities(Class<?> activityInterface) {
        return activities.computeIfAbsent(activityInterface, StubShapes::readActivities);
    }

    WorkflowContract workflow(Class<?> workflowInterface) {
        return workflows.computeIfAbsent(workflowInterface, WorkflowContract::of);
    }

    private static Map<Method, ActivityShape> readActivities(Class<?> type) {
        if (!type.isInterface() || !type.isAnnotationPresent(ActivityInterface.class)) {
            throw new IllegalArgumentException(
                    "Expected an interface marked with @ActivityInterface, but " + type.getName() + " is not");
        }
        Map<Method, ActivityShape> shapes = new HashMap<>();
        ActivityType.methods(type)
                .forEach((activityType, method) ->
                        shapes.put(method, new ActivityShape(activityType, method.getGenericReturnType())));
        return Map.copyOf(shapes);
    }
}
