package dev.weft.matching.http;

import io.smallrye.config.WithDefault;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Map;

/** The settings of a config interface as its defaults say, without the config's code generator. */
final class Defaults {
    private Defaults() {}

    /** @param changes by the name of a method */
    static <T> T of(Class<T> type, Map<String, Object> changes) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> value(method, changes)));
    }

    private static Object value(Method method, Map<String, Object> changes) {
        if (changes.containsKey(method.getName())) {
            return changes.get(method.getName());
        }
        WithDefault given = method.getAnnotation(WithDefault.class);
        if (given == null) {
            return of(method.getReturnType(), changes);
        }
        Class<?> type = method.getReturnType();
        if (type == int.class) {
            return Integer.parseInt(given.value());
        }
        if (type == long.class) {
            return Long.parseLong(given.value());
        }
        return type == Duration.class ? Duration.parse("PT" + given.value().toUpperCase()) : given.value();
    }
}
