package dev.weft.sdk.scenario;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Counts the objects of this SDK, and of the collections between them, that can be reached from one of them. */
final class Reachable {
    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Deque<Object> open = new ArrayDeque<>();
    private final List<String> ignoredFields;

    private Reachable(List<String> ignoredFields) {
        this.ignoredFields = ignoredFields;
    }

    static long count(Object root, List<String> ignoredFields) {
        Reachable walk = new Reachable(ignoredFields);
        walk.visit(root);
        while (!walk.open.isEmpty()) {
            walk.follow(walk.open.remove());
        }
        return walk.seen.size();
    }

    private void visit(Object object) {
        if (object != null && seen.add(object)) {
            open.add(object);
        }
    }

    private void follow(Object object) {
        Class<?> type = object.getClass();
        if (object instanceof Collection<?> collection) {
            collection.forEach(this::visit);
        } else if (object instanceof Map<?, ?> map) {
            map.forEach((key, value) -> {
                visit(key);
                visit(value);
            });
        } else if (type.isArray() && !type.getComponentType().isPrimitive()) {
            for (int i = 0; i < Array.getLength(object); i++) {
                visit(Array.get(object, i));
            }
        } else if (type.getName().startsWith("dev.weft.")) {
            followFields(object, type);
        }
    }

    private void followFields(Object object, Class<?> type) {
        for (Class<?> declaring = type; declaring != null; declaring = declaring.getSuperclass()) {
            for (Field field : declaring.getDeclaredFields()) {
                boolean counts = !Modifier.isStatic(field.getModifiers())
                        && !field.getType().isPrimitive()
                        && !ignoredFields.contains(field.getName());
                if (counts && declaring.getName().startsWith("dev.weft.")) {
                    visit(value(object, field));
                }
            }
        }
    }

    private static Object value(Object object, Field field) {
        try {
            field.setAccessible(true);
            return field.get(object);
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }
}
