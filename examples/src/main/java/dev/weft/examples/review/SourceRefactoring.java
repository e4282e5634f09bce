package dev.weft.examples.review;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Changes a source file by what the words of a reviewer's feedback ask for; without known words, in all ways. */
final class SourceRefactoring {
    private static final Pattern TODO_LINE = Pattern.compile("^\\s*//.*\\b(TODO|FIXME|XXX)\\b.*$");
    private static final String TAB_WIDTH = "    ";

    private SourceRefactoring() {}

    static String refactor(String source, String feedback) {
        String words = feedback.toLowerCase(Locale.ROOT);
        boolean todos = words.contains("todo");
        boolean spaces = words.contains("space") || words.contains("tab") || words.contains("format");
        boolean everything = !todos && !spaces;
        List<String> lines = new ArrayList<>();
        lines.add(
                "// Reworked after review: " + feedback.replaceAll("\\s+", " ").strip());
        for (String line : source.lines().toList()) {
            if ((todos || everything) && TODO_LINE.matcher(line).matches()) {
                continue;
            }
            lines.add(spaces || everything ? line.replace("\t", TAB_WIDTH).stripTrailing() : line);
        }
        return String.join("\n", lines) + "\n";
    }
}
