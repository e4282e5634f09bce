package dev.weft.testing.replay;

import java.util.List;
import java.util.StringJoiner;

/** What became of several replays. */
public record ReplayReport(List<ReplayResult> results) {
    public ReplayReport {
        results = List.copyOf(results);
    }

    /** Those that do not replay. */
    public List<ReplayResult> failures() {
        return results.stream().filter(result -> !result.replays()).toList();
    }

    /**
     * @throws AssertionError when a history does not replay, with the explanation of each one; also when there is no
     *     history at all, since nothing was tried then
     */
    public void assertAllReplay() {
        if (results.isEmpty()) {
            throw new AssertionError("Expected histories to replay, but there are none");
        }
        List<ReplayResult> failures = failures();
        if (!failures.isEmpty()) {
            StringJoiner text = new StringJoiner("\n\n");
            text.add(
                    "Expected " + results.size() + " histories to replay, but " + failures.size() + " of them do not:");
            failures.forEach(failure -> text.add(failure.explanation()));
            AssertionError error = new AssertionError(text.toString());
            failures.forEach(result -> result.failure().ifPresent(error::addSuppressed));
            throw error;
        }
    }
}
