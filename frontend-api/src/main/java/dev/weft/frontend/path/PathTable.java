package dev.weft.frontend.path;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Singleton;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The methods that each path of the application's resources takes. */
@Singleton
final class PathTable {
    private static final String PARAMETER = "\\{\\w+}";
    private static final String SEGMENT = "[^/]+";

    private final List<Entry> entries = new ArrayList<>();

    PathTable(BeanManager beans) {
        for (Bean<?> bean : beans.getBeans(Object.class, Any.Literal.INSTANCE)) {
            @Nullable Path path = bean.getBeanClass().getAnnotation(Path.class);
            if (path != null) {
                add(path.value(), bean.getBeanClass());
            }
        }
    }

    private record Entry(Pattern path, String method) {}

    /** @param path as it was sent, percent-encoded */
    SortedSet<String> methodsOf(String path) {
        SortedSet<String> methods = new TreeSet<>();
        entries.stream()
                .filter(entry -> entry.path.matcher(path).matches())
                .forEach(entry -> methods.add(entry.method));
        return methods;
    }

    private void add(String base, Class<?> resource) {
        for (Method method : resource.getMethods()) {
            for (Annotation annotation : method.getAnnotations()) {
                @Nullable HttpMethod verb = annotation.annotationType().getAnnotation(HttpMethod.class);
                if (verb != null) {
                    @Nullable Path below = method.getAnnotation(Path.class);
                    entries.add(entry(base + (below == null ? "" : below.value()), verb.value()));
                }
            }
        }
    }

    private static Entry entry(String template, String method) {
        return new Entry(Pattern.compile(template.replaceAll(PARAMETER, SEGMENT)), method);
    }
}
