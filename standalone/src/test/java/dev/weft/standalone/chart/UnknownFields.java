package dev.weft.standalone.chart;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Finds what a resource says that its Kubernetes type does not know, which a reader keeps aside on every level. */
final class UnknownFields {
    private static final String MODEL = "io.fabric8.kubernetes.api.model";
    private static final String KEPT_ASIDE = "getAdditionalProperties";

    private final List<String> found = new ArrayList<>();

    private UnknownFields() {}

    /** @return the path of each unknown field */
    static List<String> of(Object resource) {
        UnknownFields fields = new UnknownFields();
        fields.visit(resource.getClass().getSimpleName(), resource);
        return fields.found;
    }

    private void visit(String path, Object value) {
        switch (value) {
            case null -> {}
            case Collection<?> items -> items.forEach(item -> visit(path + "[]", item));
            case Map<?, ?> entries -> entries.forEach((key, entry) -> visit(path + "." + key, entry));
            case Object bean when bean.getClass().getName().startsWith(MODEL) -> visitBean(path, bean);
            case Object scalar -> {}
        }
    }

    private void visitBean(String path, Object bean) {
        Arrays.stream(bean.getClass().getMethods())
                .filter(method -> method.getName().startsWith("get") && method.getParameterCount() == 0)
                .filter(method -> method.getDeclaringClass() != Object.class)
                .forEach(getter -> {
                    Object value = read(getter, bean);
                    if (getter.getName().equals(KEPT_ASIDE)) {
                        ((Map<?, ?>) value).keySet().forEach(name -> found.add(path + "." + name));
                    } else {
                        visit(path + "." + getter.getName().substring("get".length()), value);
                    }
                });
    }

    private static Object read(Method getter, Object bean) {
        try {
            return getter.invoke(bean);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("Expected to read " + getter + ", but could not", e);
        }
    }
}
