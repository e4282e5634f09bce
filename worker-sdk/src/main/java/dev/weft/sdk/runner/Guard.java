package dev.weft.sdk.runner;

import org.jspecify.annotations.Nullable;

/**
 * Refuses what code must not do where it is: conditions, queries, validators and side effects change nothing; they and
 * the constructor do not wait.
 */
final class Guard {
    private @Nullable String readOnly;
    private @Nullable String impatient;

    void enterReadOnly(String where) {
        readOnly = where;
    }

    void leaveReadOnly() {
        readOnly = null;
    }

    void enterImpatient(String where) {
        impatient = where;
    }

    void leaveImpatient() {
        impatient = null;
    }

    void requireWritable(String deed) {
        if (readOnly != null) {
            throw new IllegalStateException("Expected " + readOnly + " to change nothing, but it tries to " + deed);
        }
    }

    void requireMayWait() {
        String where = readOnly == null ? impatient : readOnly;
        if (where != null) {
            throw new IllegalStateException("Expected " + where + " not to wait, but it does");
        }
    }
}
