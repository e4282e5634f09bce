package dev.weft.sdk.interceptor;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Copies of arguments, of which each may be null. */
final class ArgumentLists {
    private ArgumentLists() {}

    static List<@Nullable Object> copy(List<? extends @Nullable Object> arguments) {
        return Collections.unmodifiableList(new ArrayList<>(arguments));
    }
}
