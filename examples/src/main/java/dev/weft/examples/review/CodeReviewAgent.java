package dev.weft.examples.review;

import dev.weft.sdk.workflow.QueryMethod;
import dev.weft.sdk.workflow.SignalMethod;
import dev.weft.sdk.workflow.WorkflowInterface;
import dev.weft.sdk.workflow.WorkflowMethod;

/**
 * Reviews a source file: analyses it, waits for a person's decision as long as it takes, then merges it or reworks it
 * by the reviewer's feedback and asks again.
 */
@WorkflowInterface
public interface CodeReviewAgent {

    /**
     * @param fileName how the file is called in reports
     * @param source its text
     * @param mergeInto directory that an approved file is written to
     */
    record Input(String fileName, String source, String mergeInto) {}

    /** Where the review stands. */
    enum Stage {
        ANALYSING,
        WAITING_FOR_REVIEW,
        REFACTORING,
        MERGING,
        MERGED,
        EXPIRED
    }

    /**
     * @param rounds how often the file was analysed
     * @param mergedFile path of the file that was written, empty unless it was merged
     * @param report of the last analysis
     */
    record Outcome(Stage stage, int rounds, String mergedFile, ReviewReport report) {}

    @WorkflowMethod
    Outcome review(Input input);

    /** @param reviewer who approves */
    @SignalMethod
    void approve(String reviewer);

    /** @param feedback what is to be changed, in words */
    @SignalMethod
    void reject(String feedback);

    @QueryMethod
    Stage stage();

    /** The last analysis; without lines and findings while there is none. */
    @QueryMethod
    ReviewReport report();
}
