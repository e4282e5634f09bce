package dev.weft.examples.demo;

import dev.weft.sdk.client.HistoryEntry;
import java.io.PrintStream;
import java.util.List;

/** Where the demo prints. */
final class Story {
    private final PrintStream out;
    private final Colours colours;

    Story(PrintStream out, Colours colours) {
        this.out = out;
        this.colours = colours;
    }

    void title(String text) {
        out.println();
        out.println(colours.bold(text));
    }

    void line(String text) {
        out.println(text);
    }

    void quiet(String text) {
        out.println(colours.dim(text));
    }

    void timeline(List<HistoryEntry> history, List<Moment> notes) {
        out.println();
        Timeline.of(history, notes).lines(colours).forEach(out::println);
        out.println();
    }
}
