package dev.weft.e2e.simulation;

import java.lang.reflect.Modifier;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Which kinds of requests and events came up, over all seeds. */
final class Coverage {
    private final Set<Class<?>> seen = new HashSet<>();

    void saw(Object requestOrEvent) {
        seen.add(requestOrEvent.getClass());
    }

    /** The kinds below a sealed interface that never came up. */
    Set<String> missing(Class<?> sealed) {
        Set<String> missing = new TreeSet<>();
        leaves(sealed).filter(kind -> !seen.contains(kind)).forEach(kind -> missing.add(kind.getSimpleName()));
        return missing;
    }

    private static Stream<Class<?>> leaves(Class<?> type) {
        return type.isSealed() && Modifier.isAbstract(type.getModifiers())
                ? Stream.of(type.getPermittedSubclasses()).flatMap(Coverage::leaves)
                : Stream.of(type);
    }
}
