package dev.weft.examples.review;

import java.util.List;

/**
 * What an analysis found.
 *
 * @param lines all lines of the file
 * @param longestMethod lines of the longest method, 0 without methods
 * @param deepestNesting levels of braces within a method, 0 for a flat one
 * @param summary one sentence
 */
public record ReviewReport(
        String fileName,
        int lines,
        int codeLines,
        int commentLines,
        int methods,
        int longestMethod,
        int deepestNesting,
        List<Finding> findings,
        String summary) {

    /** Before the first analysis. */
    public static final ReviewReport NONE = new ReviewReport("", 0, 0, 0, 0, 0, 0, List.of(), "");

    public ReviewReport {
        findings = List.copyOf(findings);
    }

    /** What kind of thing was found. */
    public enum Kind {
        LONG_METHOD,
        DEEP_NESTING,
        TODO,
        DUPLICATED_LINES,
        LONG_LINE,
        TRAILING_WHITESPACE,
        TAB
    }

    /** @param line from 1 */
    public record Finding(Kind kind, int line, String message) {}

    /** How many findings are of the kind. */
    public long count(Kind kind) {
        return findings.stream().filter(finding -> finding.kind() == kind).count();
    }
}
