package dev.weft.examples.review;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds methods by their signatures and follows their braces. */
final class MethodScan {
    /** A name with parameters before an opening brace; what else looks the same is told by its words. */
    private static final Pattern SIGNATURE = Pattern.compile("(\\w+)\\s*\\([^;{}]*\\)\\s*(?:throws [\\w., ]+)?\\s*\\{");

    private static final Pattern NO_METHOD = Pattern.compile(
            "\\b(if|for|while|switch|catch|synchronized|try|else|new|return|do|class|record|interface|enum)\\b");

    /**
     * @param firstLine of the signature
     * @param lines from the signature to the closing brace
     * @param nesting levels of braces within the body
     */
    record Method(String name, int firstLine, int lines, int nesting) {}

    private final List<Method> methods = new ArrayList<>();
    private final StringBuilder signature = new StringBuilder();
    private String name = "";
    private int signatureLine;
    private int firstLine;
    private int depth;
    private int deepest;

    static List<Method> methods(List<SourceLine> source) {
        MethodScan scan = new MethodScan();
        source.forEach(scan::read);
        return scan.methods;
    }

    private void read(SourceLine line) {
        for (int i = 0; i < line.code().length(); i++) {
            char next = line.code().charAt(i);
            if (depth == 0) {
                outside(line, next);
            } else {
                inside(line, next);
            }
        }
        signature.append(' ');
    }

    private void outside(SourceLine line, char next) {
        if (signature.toString().isBlank()) {
            signatureLine = line.number();
        }
        signature.append(next);
        if (next == '{') {
            Matcher matcher = SIGNATURE.matcher(signature);
            if (matcher.find() && !NO_METHOD.matcher(signature).find()) {
                name = matcher.group(1);
                firstLine = signatureLine;
                depth = 1;
                deepest = 1;
            }
            signature.setLength(0);
        } else if (next == ';' || next == '}') {
            signature.setLength(0);
        }
    }

    private void inside(SourceLine line, char next) {
        if (next == '{') {
            depth++;
            deepest = Math.max(deepest, depth);
        } else if (next == '}') {
            depth--;
            if (depth == 0) {
                methods.add(new Method(name, firstLine, line.number() - firstLine + 1, deepest - 1));
                signature.setLength(0);
            }
        }
    }
}
