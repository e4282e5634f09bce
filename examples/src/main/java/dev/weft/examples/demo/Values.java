package dev.weft.examples.demo;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values as a reader wants to see them in passing. */
final class Values {
    private static final int TEXT_LENGTH_MAX = 40;

    private Values() {}

    static String excerpt(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case String text -> '"' + cut(text.replaceAll("\\s+", " ")) + '"';
            case Map<?, ?> map -> map.get("summary") instanceof String summary ? summary : entries(map);
            case List<?> list -> list.size() + (list.size() == 1 ? " element" : " elements");
            default -> value.toString();
        };
    }

    private static String entries(Map<?, ?> map) {
        StringBuilder text = new StringBuilder();
        for (Iterator<? extends Map.Entry<?, ?>> all = map.entrySet().iterator(); all.hasNext(); ) {
            Map.Entry<?, ?> entry = all.next();
            text.append(entry.getKey()).append(' ').append(inner(entry.getValue()));
            text.append(all.hasNext() ? ", " : "");
        }
        return text.toString();
    }

    private static String inner(@Nullable Object value) {
        return switch (value) {
            case Map<?, ?> map -> "{" + map.size() + "}";
            case List<?> list -> "[" + list.size() + "]";
            case null -> "none";
            default -> cut(value.toString());
        };
    }

    private static String cut(String text) {
        return text.length() <= TEXT_LENGTH_MAX ? text : text.substring(0, TEXT_LENGTH_MAX - 1) + "…";
    }

    /** {@code PT72H} as {@code 3 days}. */
    static String duration(String iso) {
        Duration duration;
        try {
            duration = Duration.parse(iso);
        } catch (DateTimeParseException e) {
            return iso;
        }
        if (duration.toDays() > 0 && duration.equals(Duration.ofDays(duration.toDays()))) {
            return plural(duration.toDays(), "day");
        } else if (duration.toHours() > 0 && duration.equals(Duration.ofHours(duration.toHours()))) {
            return plural(duration.toHours(), "hour");
        } else if (duration.toMinutes() > 0 && duration.equals(Duration.ofMinutes(duration.toMinutes()))) {
            return plural(duration.toMinutes(), "minute");
        }
        return millis(duration);
    }

    /** {@code 12 ms}, {@code 1.204 s}. */
    static String millis(Duration duration) {
        long millis = duration.toMillis();
        return millis < 1_000 ? millis + " ms" : String.format(Locale.ROOT, "%.1f s", millis / 1_000.0);
    }

    private static String plural(long count, String unit) {
        return count + " " + unit + (count == 1 ? "" : "s");
    }
}
