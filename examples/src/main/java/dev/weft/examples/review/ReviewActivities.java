package dev.weft.examples.review;

import dev.weft.sdk.activity.ActivityInterface;

/** The agent's work outside of the workflow. */
@ActivityInterface
public interface ReviewActivities {

    ReviewReport analyzeSource(String fileName, String source);

    /** Returns the source with what {@code feedback} asks for. */
    String refactorSource(String source, String feedback);

    /** Writes the source into the directory and returns the path of the file. Doing it twice does no harm. */
    String mergeSource(String fileName, String source, String directory);
}
