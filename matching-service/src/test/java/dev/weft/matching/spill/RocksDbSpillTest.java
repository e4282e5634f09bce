package dev.weft.matching.spill;

import static dev.weft.matching.queue.Tasks.activityTask;
import static dev.weft.matching.queue.Tasks.runs;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.core.task.Task;
import dev.weft.core.task.TaskEntry;
import dev.weft.matching.queue.Spill.SpilledTasks;
import dev.weft.matching.queue.SpillException;
import dev.weft.schemas.codec.Codec;
import dev.weft.schemas.subject.Codecs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RocksDbSpillTest {
    private static final Codec<TaskEntry> CODEC = new Codecs().task();
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

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
            tasks.append(activityTask("r" + run), NOW);
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

        tasks.append(activityTask("1"), NOW);
        assertThat(tasks.contains(activityTask("1").id())).isTrue();

        tasks.takeFirst(1, Long.MAX_VALUE);
        assertThat(tasks.contains(activityTask("1").id())).isFalse();
    }

    @Test
    void aPortionIsBoundedInBytesButHasAtLeastOneTask() {
        SpilledTasks tasks = spill.open();
        tasks.append(activityTask("1"), NOW);
        tasks.append(activityTask("2"), NOW);

        assertThat(tasks.takeFirst(10, 1)).hasSize(1);
        assertThat(tasks.size()).isEqualTo(1);
    }

    @Test
    void aTaskIsTakenOutOfTheMiddle() {
        SpilledTasks tasks = spill.open();
        for (int run = 0; run < 5; run++) {
            tasks.append(activityTask("r" + run), NOW);
        }

        assertThat(tasks.remove(activityTask("r0").id(), NOW)).isTrue();
        assertThat(tasks.remove(activityTask("r2").id(), NOW)).isTrue();
        assertThat(tasks.remove(activityTask("r2").id(), NOW)).isFalse();
        assertThat(tasks.remove(activityTask("r3").id(), NOW.minusMillis(1))).isFalse();

        assertThat(tasks.size()).isEqualTo(3);
        assertThat(tasks.contains(activityTask("r2").id())).isFalse();
        assertThat(runs(tasks.takeFirst(2, Long.MAX_VALUE))).containsExactly("r1", "r3");
        assertThat(tasks.size()).isEqualTo(1);
        tasks.append(activityTask("r2"), NOW);
        assertThat(runs(tasks.takeFirst(9, Long.MAX_VALUE))).containsExactly("r4", "r2");
        assertThat(tasks.size()).isZero();
    }

    @Test
    void aTaskAtTheEndIsTakenOut() {
        SpilledTasks tasks = spill.open();
        tasks.append(activityTask("r0"), NOW);
        tasks.append(activityTask("r1"), NOW);

        assertThat(tasks.remove(activityTask("r1").id(), Instant.MAX)).isTrue();

        assertThat(runs(tasks.takeFirst(9, Long.MAX_VALUE))).containsExactly("r0");
        assertThat(tasks.size()).isZero();
        tasks.append(activityTask("r2"), NOW);
        assertThat(tasks.size()).isEqualTo(1);
        assertThat(runs(tasks.takeFirst(9, Long.MAX_VALUE))).containsExactly("r2");
    }

    @Test
    void sequencesAreApartAndADroppedOneLeavesTheOther() {
        SpilledTasks first = spill.open();
        SpilledTasks second = spill.open();
        first.append(activityTask("1"), NOW);
        second.append(activityTask("2"), NOW);

        first.drop();

        assertThat(first.size()).isZero();
        assertThat(first.contains(activityTask("1").id())).isFalse();
        assertThat(runs(second.takeFirst(10, Long.MAX_VALUE))).containsExactly("2");
    }

    @Test
    void whatAnEarlierProcessLeftIsRemoved() throws IOException {
        spill.open().append(activityTask("1"), NOW);
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
            tasks.append(activityTask("r" + run), NOW);
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
