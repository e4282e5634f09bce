package dev.weft.examples.demo;

import dev.weft.examples.demo.Moment.Mark;
import dev.weft.sdk.client.HistoryEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** A history as lines of at most {@value #WIDTH} columns: relative time, event, what happened, how long it took. */
final class Timeline {
    static final int WIDTH = 80;
    /** Of so many of the same kind in a row, only the first and the last are shown. */
    private static final int FOLDED_MIN = 4;

    private static final int TEXT_WIDTH = 52;

    private final List<Moment> moments;
    private final Instant begin;

    private Timeline(List<Moment> moments, Instant begin) {
        this.moments = moments;
        this.begin = begin;
    }

    /** @param notes told between the events, by their time */
    static Timeline of(List<HistoryEntry> history, List<Moment> notes) {
        List<Moment> all = new ArrayList<>(EventWords.moments(history));
        all.addAll(notes);
        all.sort(Comparator.comparing(Moment::time));
        Instant begin = history.isEmpty() ? Instant.EPOCH : history.getFirst().eventTime();
        return new Timeline(folded(all), begin);
    }

    private static List<Moment> folded(List<Moment> moments) {
        List<Moment> folded = new ArrayList<>();
        int from = 0;
        while (from < moments.size()) {
            int to = from + 1;
            String kind = moments.get(from).kind();
            while (to < moments.size()
                    && !kind.isEmpty()
                    && moments.get(to).kind().equals(kind)) {
                to++;
            }
            if (to - from < FOLDED_MIN) {
                folded.addAll(moments.subList(from, to));
            } else {
                folded.add(moments.get(from));
                folded.add(fold(moments.subList(from + 1, to - 1)));
                folded.add(moments.get(to - 1));
            }
            from = to;
        }
        return folded;
    }

    private static Moment fold(List<Moment> same) {
        Moment first = same.getFirst();
        String name = first.kind().substring(first.mark().toString().length());
        String text = same.size() + " more of " + name;
        return new Moment(first.time(), 0, Mark.FOLDED, text, "", Duration.ZERO);
    }

    List<String> lines(Colours colours) {
        return moments.stream().map(moment -> line(moment, colours)).toList();
    }

    private String line(Moment moment, Colours colours) {
        boolean timed = moment.mark() != Mark.FOLDED;
        String time = timed ? seconds(Duration.between(begin, moment.time())) : "";
        String event = moment.eventId() == 0 ? "" : Long.toString(moment.eventId());
        String took = moment.took().isZero() ? "" : Values.millis(moment.took());
        String text = moment.text().length() <= TEXT_WIDTH
                ? moment.text()
                : moment.text().substring(0, TEXT_WIDTH - 1) + "…";
        String left = String.format(Locale.ROOT, "%10s %4s  ", time, event);
        String right = String.format(Locale.ROOT, "%-" + TEXT_WIDTH + "s %8s", text, took);
        return (colours.dim(left)
                        + colours.of(moment.mark(), moment.mark().symbol() + " ")
                        + colours.textOf(moment.mark(), right))
                .stripTrailing();
    }

    private static String seconds(Duration since) {
        return String.format(Locale.ROOT, "%.3f s", since.toMillis() / 1_000.0);
    }
}
