package dev.weft.sdk.replay;

import java.util.List;
import java.util.Set;

/**
 * Behaviours of this SDK that differ from those of an earlier version. A run that began with one keeps it: the workflow
 * task that relies on it first names it in its completion. There are none yet.
 */
final class SdkFlags {
    private static final Set<String> KNOWN = Set.of();

    private SdkFlags() {}

    static void requireKnown(long completedEventId, List<String> flags) {
        for (String flag : flags) {
            if (!KNOWN.contains(flag)) {
                throw new IllegalStateException("Expected behaviours that this version of the SDK knows, but event "
                        + completedEventId + " relies on '" + flag + "'; run this workflow with a newer SDK");
            }
        }
    }
}
