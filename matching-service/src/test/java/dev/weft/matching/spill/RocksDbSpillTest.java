package dev.weft.matching.spill;

import static dev.weft.matching.queue.Tasks.activityTask;
import static dev.weft.matching.queue.Tasks.runs;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.core.task.Task;
import dev.weft.matching.queue.Spill.SpilledTasks;
import dev.weft.matching.queue.SpillException;
import dev.weft.schemas.codec.Codec;
import dev.weft.schemas.subject.Codecs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RocksDbSpillTest {
    private static final Codec<Task> CODEC = new Codecs().task();

    @TempDir
    Path directory;

    private RocksDbSpill spill;

    @BeforeEach
    void open() {
        spill = new RocksDbSpill(directory.resolve("spill"), CODEC);
    }

    @AfterEach
    void close() {
        spill.close();
    }

    @Test
    void tasksComeBackInTheirOrderAsTheyWere() {
        SpilledTasks tasks = spill.open();
        for (int run = 0; run < 1_000; run++) {
            tasks.append(activityTask("r" + run));
        }

        List<Task> back = new ArrayList<>();
        while (tasks.size() > 0) {
            back.addAll(tasks.takeFirst(37, Long.MAX_VALUE));
        }

        assertThat(back).hasSize(1_000);
        assertThat(back.getFirst()).isEqualTo(activityTask("r0"));
        assertThat(back.get(999)).isEqualTo(activityTask("r999"));
        assertThat(runs(back))
                .isEqualTo(Stream.iterate(0, run -> run + 1)
                        .limit(1_000)
                        .map(run -> "r" + run)
                        .toList());
    }

    @Test
    void anIdIsKnownFromAppendToTake() {
        SpilledTasks tasks = spill.open();
        assertThat(tasks.contains(activityTask("1").id())).isFalse();

        tasks.append(activityTask("1"));
        assertThat(tasks.contains(activityTask("1").id())).isTrue();

        tasks.takeFirst(1, Long.MAX_VALUE);
        assertThat(tasks.contains(activityTask("1").id())).isFalse();
    }

    @Test
    void aPortionIsBoundedInBytesButHasAtLeastOneTask() {
        SpilledTasks tasks = spill.open();
        tasks.append(activityTask("1"));
        tasks.append(activityTask("2"));

        assertThat(tasks.takeFirst(10, 1)).hasSize(1);
        assertThat(tasks.size()).isEqualTo(1);
    }

    @Test
    void sequencesAreApartAndADroppedOneLeavesTheOther() {
        SpilledTasks first = spill.open();
        SpilledTasks second = spill.open();
        first.append(activityTask("1"));
        second.append(activityTask("2"));

        first.drop();

        assertThat(first.size()).isZero();
        assertThat(first.contains(activityTask("1").id())).isFalse();
        assertThat(runs(second.takeFirst(10, Long.MAX_VALUE))).containsExactly("2");
    }

    @Test
    void whatAnEarlierProcessLeftIsRemoved() throws IOException {
        spill.open().append(activityTask("1"));
        spill.close();

        spill = new RocksDbSpill(directory.resolve("spill"), CODEC);

        assertThat(Files.exists(directory.resolve("spill"))).isFalse();
        assertThat(spill.open().size()).isZero();
    }

    @Test
    void aDirectoryThatCannotBeUsedIsAFailureTheBacklogKnows() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "not a directory");
        try (RocksDbSpill unusable = new RocksDbSpill(file.resolve("below"), CODEC)) {
            assertThatThrownBy(unusable::open).isInstanceOf(SpillException.class);
        }
    }

    @Test
    void aHundredThousandTasksGoInAndOut() {
        SpilledTasks tasks = spill.open();
        for (int run = 0; run < 100_000; run++) {
            tasks.append(activityTask("r" + run));
        }
        assertThat(tasks.contains(activityTask("r99999").id())).isTrue();

        int expected = 0;
        while (tasks.size() > 0) {
            for (Task task : tasks.takeFirst(256, Long.MAX_VALUE)) {
                assertThat(task.runId()).isEqualTo("r" + expected++);
            }
        }
        assertThat(expected).isEqualTo(100_000);
    }
}
