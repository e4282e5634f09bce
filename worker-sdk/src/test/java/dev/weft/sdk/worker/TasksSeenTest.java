package dev.weft.sdk.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.task.TaskId;
import org.junit.jupiter.api.Test;

class TasksSeenTest {
    private final TasksSeen seen = new TasksSeen();

    @Test
    void aTaskUnderWayOrFinishedIsNotBegunAgain() {
        TaskId task = new TaskId("run", 5, 1);

        assertThat(seen.begin(task)).isTrue();
        assertThat(seen.begin(task)).isFalse();
        seen.finish(task);
        assertThat(seen.begin(task)).isFalse();
    }

    @Test
    void theNextAttemptIsAnotherTask() {
        seen.begin(new TaskId("run", 5, 1));

        assertThat(seen.begin(new TaskId("run", 5, 2))).isTrue();
    }

    @Test
    void whatFinishedLongAgoIsForgotten() {
        TaskId first = new TaskId("run", 0, 1);
        seen.begin(first);
        seen.finish(first);
        for (int i = 1; i <= TasksSeen.FINISHED_MAX; i++) {
            seen.finish(new TaskId("run", i, 1));
        }

        assertThat(seen.begin(first)).isTrue();
        assertThat(seen.begin(new TaskId("run", TasksSeen.FINISHED_MAX, 1))).isFalse();
    }
}
