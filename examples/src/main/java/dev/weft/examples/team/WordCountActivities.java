package dev.weft.examples.team;

import dev.weft.sdk.activity.Activity;
import dev.weft.sdk.failure.ApplicationFailure;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Counts the words of a text. */
public final class WordCountActivities implements WordCount {
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}']+");

    @Override
    public Map<String, Integer> countWords(String text, int failures) {
        int attempt = Activity.getExecutionContext().getInfo().attempt();
        if (attempt <= failures) {
            throw ApplicationFailure.of("The counting machine jammed in attempt " + attempt, "MachineJammed");
        }
        Map<String, Integer> words = new TreeMap<>();
        BETWEEN_WORDS
                .splitAsStream(text.toLowerCase(Locale.ROOT))
                .filter(word -> !word.isEmpty())
                .forEach(word -> words.merge(word, 1, Integer::sum));
        return words;
    }
}
