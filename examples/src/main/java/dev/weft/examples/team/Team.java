package dev.weft.examples.team;

import dev.weft.sdk.workflow.WorkflowInterface;
import dev.weft.sdk.workflow.WorkflowMethod;
import java.util.List;
import java.util.Map;

/** Splits a text among three members, counts its words in parallel, and merges what they found. */
@WorkflowInterface
public interface Team {

    /**
     * @param text to count the words of
     * @param failuresOfSecond attempts of the second member that fail; 2 make a standby take over
     */
    record Input(String text, int failuresOfSecond) {}

    /**
     * @param members who did the parts, in order
     * @param words the most frequent words with their counts, most frequent first
     */
    record Outcome(int totalWords, List<String> members, Map<String, Integer> words) {}

    @WorkflowMethod
    Outcome run(Input input);
}
