package dev.weft.examples.review;

import java.util.ArrayList;
import java.util.List;

/**
 * A line of source with what is in comments and string literals taken out.
 *
 * @param number from 1
 * @param text as it stands in the file
 * @param code what remains, stripped; empty for a blank or comment line
 * @param hasComment whether a comment stands on the line
 */
record SourceLine(int number, String text, String code, boolean hasComment) {

    /** Reads a source of the C family: line and block comments, strings, text blocks and characters. */
    static List<SourceLine> read(String source) {
        List<SourceLine> lines = new ArrayList<>();
        State state = State.CODE;
        int number = 0;
        for (String text : source.split("\n", -1)) {
            number++;
            String line = text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
            Scan scan = new Scan(line, state);
            scan.run();
            state = scan.state;
            lines.add(new SourceLine(number, line, scan.code.toString().strip(), scan.hasComment));
        }
        if (!lines.isEmpty() && lines.getLast().text().isEmpty()) {
            lines.removeLast();
        }
        return lines;
    }

    private enum State {
        CODE,
        BLOCK_COMMENT,
        TEXT_BLOCK
    }

    private static final class Scan {
        private final String line;
        private final StringBuilder code = new StringBuilder();
        private State state;
        private boolean hasComment;
        private int at;

        Scan(String line, State state) {
            this.line = line;
            this.state = state;
        }

        void run() {
            while (at < line.length()) {
                switch (state) {
                    case BLOCK_COMMENT -> {
                        hasComment = true;
                        leaveAfter("*/");
                    }
                    case TEXT_BLOCK -> leaveAfter("\"\"\"");
                    case CODE -> readCode();
                }
            }
            hasComment |= state == State.BLOCK_COMMENT;
        }

        private void leaveAfter(String end) {
            int found = line.indexOf(end, at);
            if (found < 0) {
                at = line.length();
            } else {
                at = found + end.length();
                state = State.CODE;
            }
        }

        private void readCode() {
            if (line.startsWith("//", at)) {
                hasComment = true;
                at = line.length();
            } else if (line.startsWith("/*", at)) {
                state = State.BLOCK_COMMENT;
                hasComment = true;
                at += 2;
            } else if (line.startsWith("\"\"\"", at)) {
                state = State.TEXT_BLOCK;
                at += 3;
            } else if (line.charAt(at) == '"' || line.charAt(at) == '\'') {
                skipLiteral(line.charAt(at));
            } else {
                code.append(line.charAt(at));
                at++;
            }
        }

        private void skipLiteral(char quote) {
            code.append(quote).append(quote);
            at++;
            while (at < line.length() && line.charAt(at) != quote) {
                at += line.charAt(at) == '\\' ? 2 : 1;
            }
            at++;
        }
    }
}
