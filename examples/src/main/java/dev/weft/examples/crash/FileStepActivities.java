package dev.weft.examples.crash;

import dev.weft.sdk.failure.ApplicationFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * Appends to real files. An activity runs at least once, so appending looks whether its line is there already: that
 * makes it happen once.
 */
public final class FileStepActivities implements StepActivities {
    /** A question takes longer than a step, so that there is time for something to die meanwhile. */
    private static final int QUESTION_FACTOR = 10;

    @Override
    public void append(String file, int step, int millis) {
        take(millis);
        Path path = Path.of(file);
        String line = "step " + step;
        if (!linesOf(path).contains(line)) {
            appendLine(path, line);
        }
    }

    @Override
    public String ask(String file, String question, int millis) {
        appendLine(Path.of(file + ".questions"), question);
        take(millis * QUESTION_FACTOR);
        return "yes";
    }

    private static List<String> linesOf(Path path) {
        try {
            return Files.exists(path) ? Files.readAllLines(path) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to read " + path + ", but could not", e);
        }
    }

    private static void appendLine(Path path, String line) {
        try {
            Files.writeString(
                    path, line + System.lineSeparator(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to append to " + path + ", but could not", e);
        }
    }

    private static void take(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ApplicationFailure.of("Interrupted", "Interrupted");
        }
    }
}
