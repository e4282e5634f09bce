package dev.weft.standalone.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DataDirectoryTest {
    @TempDir
    private Path parent;

    @Test
    void directoryInUseIsRefusedWithTheWayOut() {
        Path path = parent.resolve("data");
        try (DataDirectory held = DataDirectory.open(path)) {
            assertThatThrownBy(() -> DataDirectory.open(held.path()))
                    .isInstanceOf(StartException.class)
                    .hasMessageContaining(path.toString())
                    .hasMessageContaining("--data");
        }
    }

    @Test
    void directoryIsFreeAgainAfterItsHolderClosesIt() {
        Path path = parent.resolve("data");
        DataDirectory.open(path).close();

        try (DataDirectory again = DataDirectory.open(path)) {
            assertThat(again.path()).isEqualTo(path);
        }
    }

    @Test
    void freshDirectoryKeepsNothingOfAnEarlierProcess() throws IOException {
        Path path = parent.resolve("data");
        Path left;
        try (DataDirectory earlier = DataDirectory.open(path)) {
            left = Files.createDirectories(earlier.kafka()).resolve("segment");
            Files.writeString(left, "bytes");
        }

        try (DataDirectory fresh = DataDirectory.openEmpty(path)) {
            assertThat(fresh.kafka()).doesNotExist();
            assertThat(left).doesNotExist();
        }
    }

    @Test
    void freshRefusesToDeleteFilesOfSomethingElse() throws IOException {
        Path path = Files.createDirectories(parent.resolve("documents"));
        Path letter = Files.writeString(path.resolve("letter.txt"), "dear");

        assertThatThrownBy(() -> DataDirectory.openEmpty(path))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("other files");
        assertThat(letter).exists();
    }

    @Test
    void directoryThatCannotBeMadeIsRefusedWithTheReason() throws IOException {
        Path file = Files.writeString(parent.resolve("file"), "");

        assertThatThrownBy(() -> DataDirectory.open(file.resolve("data")))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("Expected to be able to write to the data directory");
    }
}
