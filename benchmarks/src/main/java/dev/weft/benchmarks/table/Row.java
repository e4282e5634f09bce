package dev.weft.benchmarks.table;

import java.util.Locale;

/**
 * One measured number beside its target.
 *
 * @param goal what must be reached, as text
 */
public record Row(String benchmark, String what, String measured, String goal, Verdict verdict) {

    /** Whether a goal was reached; some rows are only told. */
    public enum Verdict {
        REACHED,
        MISSED,
        TOLD
    }

    /** A number that must not exceed its goal. */
    public static Row atMost(String benchmark, String what, double value, double goal, String unit) {
        return new Row(
                benchmark,
                what,
                number(value) + " " + unit,
                "≤ " + number(goal) + " " + unit,
                value <= goal ? Verdict.REACHED : Verdict.MISSED);
    }

    /** A number that must not fall short of its goal. */
    public static Row atLeast(String benchmark, String what, double value, double goal, String unit) {
        return new Row(
                benchmark,
                what,
                number(value) + " " + unit,
                "≥ " + number(goal) + " " + unit,
                value >= goal ? Verdict.REACHED : Verdict.MISSED);
    }

    /** A number without a goal. */
    public static Row told(String benchmark, String what, String measured) {
        return new Row(benchmark, what, measured, "", Verdict.TOLD);
    }

    /** A number of milliseconds, for rows without a goal. */
    public static String millis(double value) {
        return number(value) + " ms";
    }

    static String number(double value) {
        if (value >= 100 || value == Math.rint(value)) {
            return String.format(Locale.ROOT, "%,.0f", value);
        }
        return String.format(Locale.ROOT, value >= 10 ? "%.1f" : "%.2f", value);
    }
}
