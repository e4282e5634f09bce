package dev.weft.core.model;

import java.util.ArrayList;
import java.util.List;

/**
 * Why something failed, as a chain from the outermost failure to its root cause.
 *
 * @param chain empty only for {@link #NONE}
 */
public record Failure(List<FailureInfo> chain) {
    public static final Failure NONE = new Failure(List.of());

    public Failure {
        chain = List.copyOf(chain);
    }

    public static Failure of(FailureInfo info) {
        return new Failure(List.of(info));
    }

    /** This failure as the cause of {@code outer}. */
    public Failure wrappedIn(FailureInfo outer) {
        List<FailureInfo> longer = new ArrayList<>(chain.size() + 1);
        longer.add(outer);
        longer.addAll(chain);
        return new Failure(longer);
    }

    public boolean isNone() {
        return chain.isEmpty();
    }

    /** The message of the outermost failure, empty for {@link #NONE}. */
    public String message() {
        return chain.isEmpty() ? "" : chain.getFirst().message();
    }
}
