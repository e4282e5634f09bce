package dev.weft.examples.review;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Works on real text and writes real files. */
public final class FileReviewActivities implements ReviewActivities {

    @Override
    public ReviewReport analyzeSource(String fileName, String source) {
        return SourceAnalysis.analyze(fileName, source);
    }

    @Override
    public String refactorSource(String source, String feedback) {
        return SourceRefactoring.refactor(source, feedback);
    }

    @Override
    public String mergeSource(String fileName, String source, String directory) {
        Path target = Path.of(directory).resolve(Path.of(fileName).getFileName());
        try {
            Files.createDirectories(target.toAbsolutePath().getParent());
            Path written = Files.createTempFile(target.toAbsolutePath().getParent(), "merge-", ".tmp");
            Files.writeString(written, source);
            Files.move(written, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to write " + target + ", but could not", e);
        }
        return target.toString();
    }
}
