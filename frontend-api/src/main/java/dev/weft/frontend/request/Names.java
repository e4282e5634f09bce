package dev.weft.frontend.request;

import dev.weft.frontend.problem.ProblemType;
import java.util.regex.Pattern;

/** What names that users choose may look like. */
public final class Names {
    private static final int LONGEST = 1000;
    private static final int LONGEST_NAMESPACE = 255;
    /** Without a slash, since {@code namespace/workflowId} is the key of everything that is stored. */
    private static final Pattern NAMESPACE = Pattern.compile("[\\p{Alnum}._-]{1," + LONGEST_NAMESPACE + "}");

    private Names() {}

    /**
     * @param field named in the refusal
     * @return {@code name}, of 1 to 1000 characters without control characters
     */
    public static String check(String field, String name) {
        if (name.isBlank()) {
            throw ProblemType.INVALID.because(
                    "Expected " + field + " to be a name, but it is " + (name.isEmpty() ? "empty" : "blank"));
        }
        return checkOptional(field, name);
    }

    /** As {@link #check}, but an empty name means that none was given. */
    public static String checkOptional(String field, String name) {
        if (name.length() > LONGEST) {
            throw ProblemType.INVALID.because(
                    "Expected " + field + " to have at most " + LONGEST + " characters, but it has " + name.length());
        }
        for (int i = 0; i < name.length(); i++) {
            if (Character.isISOControl(name.charAt(i))) {
                throw ProblemType.INVALID.because(
                        "Expected " + field + " without control characters, but there is one at position " + (i + 1));
            }
        }
        if (!isUnicode(name)) {
            throw ProblemType.INVALID.because(
                    "Expected " + field + " to be valid Unicode, but it contains half of a surrogate pair");
        }
        return name;
    }

    /** As {@link #check}, without what URLs give a meaning of its own, however it is encoded. */
    public static String checkWorkflowId(String workflowId) {
        if (workflowId.equals(".") || workflowId.equals("..")) {
            throw ProblemType.INVALID.because(
                    "Expected workflowId to be a name, but it is " + workflowId + ", which no URL can hold");
        }
        return check("workflowId", workflowId);
    }

    public static String checkNamespace(String namespace) {
        if (!NAMESPACE.matcher(namespace).matches()) {
            throw ProblemType.INVALID.because("Expected namespace to be 1 to " + LONGEST_NAMESPACE
                    + " letters, digits, dots, underscores or hyphens, but it is not");
        }
        return namespace;
    }

    private static boolean isUnicode(String text) {
        return text.codePoints()
                .noneMatch(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
    }
}
