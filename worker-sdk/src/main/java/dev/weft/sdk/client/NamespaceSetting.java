package dev.weft.sdk.client;

import java.time.Duration;
import java.util.Map;

/** What can be chosen for a namespace. What is not named has its default, or stays as it is. */
public sealed interface NamespaceSetting {

    /** How long closed runs are kept: one hour to 100 years, three days unless it is set. */
    record Retention(Duration retention) implements NamespaceSetting {
        private static final Duration SHORTEST = Duration.ofHours(1);
        private static final Duration LONGEST = Duration.ofDays(36_525);

        public Retention {
            if (retention.compareTo(SHORTEST) < 0 || retention.compareTo(LONGEST) > 0) {
                throw new IllegalArgumentException(
                        "Expected a retention between 1 hour and 100 years, but got " + retention);
            }
        }
    }

    record Description(String description) implements NamespaceSetting {}

    /** Anything that its owners want to keep with it, in place of what was there. */
    record Data(Map<String, String> data) implements NamespaceSetting {
        public Data {
            data = Map.copyOf(data);
        }
    }

    static NamespaceSetting retention(Duration retention) {
        return new Retention(retention);
    }

    static NamespaceSetting description(String description) {
        return new Description(description);
    }

    static NamespaceSetting data(Map<String, String> data) {
        return new Data(data);
    }
}
