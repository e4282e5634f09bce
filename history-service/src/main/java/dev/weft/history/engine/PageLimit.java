package dev.weft.history.engine;

/** Bounds of one page of history, by events and by their stored size. */
public record PageLimit(int events, int bytes) {
    /** What travels with a task or in one reply. */
    public static final PageLimit FIRST_PAGE = new PageLimit(1_000, 1024 * 1024);

    public PageLimit {
        if (events < 1 || bytes < 1) {
            throw new IllegalArgumentException(
                    "Expected room for at least one event and one byte, but got " + events + " and " + bytes);
        }
    }

    /** The same, with fewer events where {@code asked} is a smaller positive number. */
    public PageLimit atMost(int asked) {
        return asked > 0 && asked < events ? new PageLimit(asked, bytes) : this;
    }
}
