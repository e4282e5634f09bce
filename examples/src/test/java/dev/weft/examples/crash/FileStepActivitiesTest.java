package dev.weft.examples.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileStepActivitiesTest {
    private final StepActivities activities = new FileStepActivities();

    @Test
    void aStepThatRunsAgainLeavesOneLine(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("steps");

        activities.append(file.toString(), 1, 0);
        activities.append(file.toString(), 11, 0);
        activities.append(file.toString(), 1, 0);

        assertThat(Files.readAllLines(file)).containsExactly("step 1", "step 11");
    }

    @Test
    void everyQuestionIsNoted(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("steps");

        assertThat(activities.ask(file.toString(), "Go on?", 0)).isEqualTo("yes");
        activities.ask(file.toString(), "Go on?", 0);

        assertThat(Files.readAllLines(directory.resolve("steps.questions"))).containsExactly("Go on?", "Go on?");
    }
}
