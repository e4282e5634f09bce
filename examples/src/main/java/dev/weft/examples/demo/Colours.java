package dev.weft.examples.demo;

import dev.weft.examples.demo.Moment.Mark;
import java.io.Console;

/** Colours of a terminal, or none for a file or a pipe. */
enum Colours {
    NONE,
    ANSI;

    private static final String RESET = "\u001b[0m";
    private static final String BOLD = "\u001b[1m";
    private static final String DIM = "\u001b[2m";
    private static final String RED = "\u001b[31m";
    private static final String GREEN = "\u001b[32m";
    private static final String YELLOW = "\u001b[33m";

    static Colours ofStandardOutput() {
        Console console = System.console();
        return console != null && console.isTerminal() ? ANSI : NONE;
    }

    String bold(String text) {
        return in(BOLD, text);
    }

    String dim(String text) {
        return in(DIM, text);
    }

    String of(Mark mark, String text) {
        return switch (mark) {
            case PLAIN, FOLDED -> dim(text);
            case GOOD -> in(GREEN, text);
            case BAD -> in(RED, text);
            case NOTE -> in(YELLOW, text);
        };
    }

    String textOf(Mark mark, String text) {
        return switch (mark) {
            case PLAIN, GOOD, BAD -> text;
            case FOLDED -> dim(text);
            case NOTE -> in(YELLOW, text);
        };
    }

    private String in(String code, String text) {
        return this == NONE || text.isBlank() ? text : code + text + RESET;
    }
}
