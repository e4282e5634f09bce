package dev.weft.standalone.verify;

/** How much was looked at, and how much of it is wrong. */
public record Summary(long executions, long runs, long events, long differences) {
    static final Summary NOTHING = new Summary(0, 0, 0, 0);

    public boolean isEqual() {
        return differences == 0;
    }

    Summary plus(Summary other) {
        return new Summary(
                executions + other.executions,
                runs + other.runs,
                events + other.events,
                differences + other.differences);
    }

    @Override
    public String toString() {
        return "executions: %,d, runs: %,d, events: %,d, differences: %,d"
                .formatted(executions, runs, events, differences);
    }
}
