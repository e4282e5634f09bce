package dev.weft.e2e.stuck;

import java.time.Duration;

/**
 * How often a failing workflow task may be tried.
 *
 * @param prompt attempts that do not wait
 * @param longest the wait doubles from a second to this
 */
record Pace(int prompt, Duration longest) {
    /** For what only other code mends. */
    static final Pace OF_CODE = new Pace(1, Duration.ofMinutes(2));

    static final Pace OF_OTHERS = new Pace(4, Duration.ofSeconds(10));

    /** Attempts possible within a time from the first failure on, by one worker that is new to its queue. */
    int attemptsWithin(Duration time) {
        int attempts = prompt + 1;
        Duration wait = Duration.ofSeconds(1);
        Duration gone = wait;
        while (gone.compareTo(time) <= 0) {
            attempts++;
            wait = wait.multipliedBy(2).compareTo(longest) < 0 ? wait.multipliedBy(2) : longest;
            gone = gone.plus(wait);
        }
        return attempts;
    }
}
