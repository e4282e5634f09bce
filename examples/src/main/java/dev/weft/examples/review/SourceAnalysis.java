package dev.weft.examples.review;

import dev.weft.examples.review.ReviewReport.Finding;
import dev.weft.examples.review.ReviewReport.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Looks at a source file the way a first reviewer does. */
final class SourceAnalysis {
    private static final int METHOD_LINES_MAX = 40;
    private static final int NESTING_MAX = 3;
    private static final int LINE_LENGTH_MAX = 120;
    private static final int DUPLICATE_LINES_MIN = 4;
    private static final Pattern TODO = Pattern.compile("\\b(TODO|FIXME|XXX)\\b");

    private SourceAnalysis() {}

    static ReviewReport analyze(String fileName, String source) {
        List<SourceLine> lines = SourceLine.read(source);
        List<MethodScan.Method> methods = MethodScan.methods(lines);
        List<Finding> findings = new ArrayList<>();
        lines.forEach(line -> lookAt(line, findings));
        methods.forEach(method -> lookAt(method, findings));
        findings.addAll(duplicates(lines));
        findings.sort(Comparator.comparingInt(Finding::line).thenComparing(Finding::kind));
        int codeLines =
                (int) lines.stream().filter(line -> !line.code().isEmpty()).count();
        int commentLines = (int) lines.stream()
                .filter(line -> line.code().isEmpty() && line.hasComment())
                .count();
        return new ReviewReport(
                fileName,
                lines.size(),
                codeLines,
                commentLines,
                methods.size(),
                methods.stream().mapToInt(MethodScan.Method::lines).max().orElse(0),
                methods.stream().mapToInt(MethodScan.Method::nesting).max().orElse(0),
                findings,
                summary(fileName, lines.size(), findings.size()));
    }

    private static void lookAt(SourceLine line, List<Finding> findings) {
        if (line.hasComment() && TODO.matcher(line.text()).find()) {
            findings.add(new Finding(Kind.TODO, line.number(), line.text().strip()));
        }
        if (line.text().length() > LINE_LENGTH_MAX) {
            findings.add(new Finding(
                    Kind.LONG_LINE,
                    line.number(),
                    "Expected at most " + LINE_LENGTH_MAX + " characters, but got "
                            + line.text().length()));
        }
        if (!line.text().equals(line.text().stripTrailing())) {
            findings.add(new Finding(Kind.TRAILING_WHITESPACE, line.number(), "The line ends with white space"));
        }
        if (line.text().indexOf('\t') >= 0) {
            findings.add(new Finding(Kind.TAB, line.number(), "The line has tabs"));
        }
    }

    private static void lookAt(MethodScan.Method method, List<Finding> findings) {
        if (method.lines() > METHOD_LINES_MAX) {
            findings.add(new Finding(
                    Kind.LONG_METHOD,
                    method.firstLine(),
                    "Expected " + method.name() + " to have at most " + METHOD_LINES_MAX + " lines, but it has "
                            + method.lines()));
        }
        if (method.nesting() > NESTING_MAX) {
            findings.add(new Finding(
                    Kind.DEEP_NESTING,
                    method.firstLine(),
                    "Expected " + method.name() + " to nest at most " + NESTING_MAX + " deep, but it nests "
                            + method.nesting()));
        }
    }

    /** Blocks of equal lines of code, each reported where it comes again. */
    private static List<Finding> duplicates(List<SourceLine> lines) {
        List<SourceLine> code = lines.stream()
                .filter(line -> line.code().length() > 3 && !line.code().startsWith("import "))
                .toList();
        List<Finding> findings = new ArrayList<>();
        Map<String, Integer> firstSeen = new HashMap<>();
        int reportedTo = 0;
        for (int i = 0; i + DUPLICATE_LINES_MIN <= code.size(); i++) {
            StringBuilder block = new StringBuilder();
            code.subList(i, i + DUPLICATE_LINES_MIN)
                    .forEach(line -> block.append(line.code()).append('\n'));
            Integer first = firstSeen.putIfAbsent(block.toString(), code.get(i).number());
            if (first != null && i >= reportedTo) {
                findings.add(new Finding(
                        Kind.DUPLICATED_LINES,
                        code.get(i).number(),
                        "At least " + DUPLICATE_LINES_MIN + " lines are the same as those from line " + first));
                reportedTo = i + DUPLICATE_LINES_MIN;
            }
        }
        return findings;
    }

    private static String summary(String fileName, int lines, int findings) {
        String verdict =
                switch (findings) {
                    case 0 -> "nothing to find fault with";
                    case 1 -> "1 finding";
                    default -> findings + " findings";
                };
        return fileName + ": " + verdict + ", " + lines + " lines";
    }
}
