package dev.weft.e2e.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds docs/semantics.md to the tests that it names. */
final class SemanticsPageTest {
    private static final Path ROOT =
            Path.of(System.getProperty("weft.root", "..")).toAbsolutePath().normalize();
    private static final Pattern NAMED = Pattern.compile("`([A-Z]\\w+(?:Test|IT|Simulation))(?:#(\\w+))?`");

    @Test
    void everyTestThatThePageNamesIsThere() throws IOException {
        Map<String, String> sources = testSources();
        List<String> missing = new ArrayList<>();
        int named = 0;
        Matcher name = NAMED.matcher(Files.readString(ROOT.resolve("docs/semantics.md")));
        while (name.find()) {
            named++;
            String source = sources.getOrDefault(name.group(1), "");
            boolean there = name.group(2) == null ? !source.isEmpty() : source.contains(" " + name.group(2) + "(");
            if (!there) {
                missing.add(name.group());
            }
        }
        assertThat(missing).as("tests that are named and not there").isEmpty();
        assertThat(named).isPositive();
    }

    /** By class name; tests of the same name in several modules count as one. */
    private static Map<String, String> testSources() throws IOException {
        Map<String, String> sources = new HashMap<>();
        try (Stream<Path> files = Files.walk(ROOT, 16)) {
            files.filter(file ->
                            file.toString().endsWith(".java") && file.toString().contains("/src/test/"))
                    .forEach(file -> sources.merge(
                            file.getFileName().toString().replace(".java", ""), read(file), String::concat));
        }
        return sources;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
