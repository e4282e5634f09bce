package dev.weft.core.laws;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which kinds of records the worlds have seen. */
final class Coverage {
    private final Set<String> visited = new TreeSet<>();

    void visit(Object value) {
        visited.add(value.getClass().getName());
    }

    /** The permitted records below {@code root} that were never seen. */
    Set<String> missing(Class<?> root) {
        Set<String> missing = leaves(root).map(Class::getName).collect(Collectors.toCollection(TreeSet::new));
        missing.removeAll(visited);
        return missing;
    }

    private static Stream<Class<?>> leaves(Class<?> type) {
        return type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses()).flatMap(Coverage::leaves)
                : Stream.of(type);
    }
}
