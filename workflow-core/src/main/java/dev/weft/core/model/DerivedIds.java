package dev.weft.core.model;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Ids that follow from what is on the log, so that a repeated decision finds the same one. */
public final class DerivedIds {
    private DerivedIds() {}

    /** The first run of a child. */
    public static String childRun(String parentRunId, long initiatedEventId) {
        return named(parentRunId + "/child/" + initiatedEventId);
    }

    /** The run that follows {@code runId} in its chain. */
    public static String nextRun(String runId) {
        return named(runId + "/next");
    }

    private static String named(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
