package dev.weft.sdk.workflow;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Internal: finds what a class has made of a method of its interface, where type variables are resolved. */
public final class ImplementedMethods {
    private ImplementedMethods() {}

    /**
     * The method with the declared parameters, else the one to which type variables lead.
     *
     * @throws IllegalArgumentException when that could be several
     */
    public static Method of(Class<?> implementation, Method declared) {
        List<Method> fitting = Arrays.stream(implementation.getMethods())
                .filter(candidate -> !candidate.isBridge())
                .filter(candidate -> candidate.getName().equals(declared.getName()))
                .filter(candidate -> takesTheSame(candidate, declared))
                .toList();
        Optional<Method> exact = fitting.stream()
                .filter(candidate -> Arrays.equals(candidate.getParameterTypes(), declared.getParameterTypes()))
                .findFirst();
        if (exact.isEmpty() && fitting.size() > 1) {
            throw new IllegalArgumentException(
                    "Expected in " + implementation.getName() + " one method that implements "
                            + declared.getDeclaringClass().getSimpleName() + "." + declared.getName()
                            + ", but several fit: " + fitting);
        }
        return exact.or(() -> fitting.stream().findFirst()).orElse(declared);
    }

    private static boolean takesTheSame(Method candidate, Method declared) {
        Class<?>[] narrower = candidate.getParameterTypes();
        Class<?>[] wider = declared.getParameterTypes();
        if (narrower.length != wider.length) {
            return false;
        }
        for (int i = 0; i < narrower.length; i++) {
            if (!wider[i].isAssignableFrom(narrower[i])) {
                return false;
            }
        }
        return true;
    }
}
