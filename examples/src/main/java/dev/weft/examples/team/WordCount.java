package dev.weft.examples.team;

import dev.weft.sdk.activity.ActivityInterface;
import java.util.Map;

/** Counts words. */
@ActivityInterface
public interface WordCount {

    /**
     * The words of {@code text} in lower case with their counts.
     *
     * @param failures attempts that fail, to show what happens then
     */
    Map<String, Integer> countWords(String text, int failures);
}
