package dev.weft.benchmarks.table;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** Prints rows as they come, then all of them once more as one table. */
public final class Table {
    private final PrintStream out;
    private final List<Row> rows = new ArrayList<>();

    public Table(PrintStream out) {
        this.out = out;
    }

    public void add(Row row) {
        rows.add(row);
        out.println("  " + row.what() + ": " + row.measured() + (row.goal().isEmpty() ? "" : "  (" + row.goal() + ")"));
    }

    public void heading(String text) {
        out.println(text);
    }

    /** The table as Markdown, so that it can be pasted into a page. */
    public void print() {
        out.println();
        out.println("| benchmark | what | measured | must reach | |");
        out.println("|---|---|---|---|---|");
        for (Row row : rows) {
            out.println("| " + String.join(" | ", row.benchmark(), row.what(), row.measured(), row.goal(), mark(row))
                    + " |");
        }
    }

    public boolean allReached() {
        return rows.stream().noneMatch(row -> row.verdict() == Row.Verdict.MISSED);
    }

    private static String mark(Row row) {
        return switch (row.verdict()) {
            case REACHED -> "reached";
            case MISSED -> "**missed**";
            case TOLD -> "";
        };
    }
}
