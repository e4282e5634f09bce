package dev.weft.examples.demo;

import dev.weft.examples.crash.CrashAtStep50;
import dev.weft.sdk.client.HistoryEntry;
import dev.weft.sdk.client.WorkflowClient;
import dev.weft.sdk.client.WorkflowOptions;
import dev.weft.sdk.client.WorkflowStub;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** The platform dies while step 50 is under way, and nothing is done twice. */
final class CrashScenario {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int STEP_MILLIS = 20;

    /** Kills the platform and starts it again. */
    interface Outage {
        void kill();

        void restart();
    }

    private CrashScenario() {}

    static void run(WorkflowClient client, WorkflowOptions options, Path directory, Outage outage, Story story) {
        story.title("3  Crash at step 50");
        story.line("   Sixty steps; the platform gets kill -9 while step 50's question is answered.");
        Path file = directory.resolve("steps.txt");
        Path questions = directory.resolve("steps.txt.questions");
        CrashAtStep50 crash = client.newWorkflowStub(CrashAtStep50.class, options);
        WorkflowClient.start(() -> crash.run(new CrashAtStep50.Input(file.toString(), STEP_MILLIS)));
        Waiting.until(
                PATIENCE,
                () -> Files.exists(questions),
                () -> "Expected step 50 to be reached within " + PATIENCE + ", but it is not");
        List<Moment> notes = new ArrayList<>();
        notes.add(Moment.note(Instant.now(), "kill -9 of the platform"));
        outage.kill();
        outage.restart();
        notes.add(Moment.note(Instant.now(), "the platform is back"));
        WorkflowStub workflow = WorkflowClient.untyped(crash);
        CrashAtStep50.Outcome outcome = workflow.getResult(CrashAtStep50.Outcome.class);
        List<HistoryEntry> history = workflow.fetchHistory();
        story.timeline(history, notes);
        check(outcome != null && outcome.steps() == CrashAtStep50.STEPS, "60 steps done", String.valueOf(outcome));
        long recorded = history.stream()
                .filter(event -> event.eventType().equals("ActivityTaskCompleted"))
                .count();
        List<String> lines = lines(file);
        check(recorded == CrashAtStep50.STEPS, "60 steps in the history", Long.toString(recorded));
        check(lines.size() == 59 && new HashSet<>(lines).size() == 59, "59 lines, each once", lines.size() + " lines");
        check(
                lines(questions).size() == 1,
                "one question asked",
                lines(questions).size() + " of them");
        story.line("   60 steps in the history and 59 lines in the file, each once; one question asked.");
    }

    private static void check(boolean holds, String expected, String got) {
        if (!holds) {
            throw new IllegalStateException("Expected " + expected + ", but got " + got);
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to read " + file + ", but could not", e);
        }
    }
}
