package dev.weft.e2e.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.e2e.installation.Installation;
import dev.weft.e2e.installation.Installation.Ended;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever is asked of the launcher is answered with a sentence. */
final class LauncherIT {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tea | Expected a command of Weft, but 'tea' is none.",
                "dev --bogus | Unknown option: '--bogus'",
                "verify --bogus | Unknown option: '--bogus'",
                "bench tea | Expected one of step, start, ",
                "bench --seconds 0 | Expected --seconds to be 1 or more, but got 0.",
                "bench --bogus | Unknown option: '--bogus'",
                "worker | Missing required parameter: 'NAME'",
                "worker tea | Expected the name of a worker, one of [examples], but got 'tea'.",
                "worker examples --bogus | Unknown option: '--bogus'",
                "worker examples --url ftp://x | Expected a URL like http://localhost:8080, but got 'ftp://x'",
                "worker examples --namespace a/b | Expected a namespace of 1 to 255 letters",
                "demo --url ftp://x | Expected a URL like http://localhost:8080, but got 'ftp://x'",
                "simulate --seeds | Expected a whole number from 1 on after --seeds, but got ''.",
                "simulate --seeds many | Expected a whole number from 1 on after --seeds, but got 'many'.",
                "simulate --seed -1 | Expected a whole number from 1 on after --seed, but got '-1'.",
                "simulate tea | Expected --seeds N or --seed SEED, but got 'tea'.",
            })
    void argumentsThatDoNotFitAreRefused(String arguments, String sentence, @TempDir Path directory) {
        Ended ended = run(arguments, directory);

        assertThat(ended.output()).contains(sentence).doesNotContain("Exception", "\tat ");
        assertThat(ended.exitCode()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "help | ./weft COMMAND --help tells the options of a command.",
                "dev --help | --kafka-port",
                "serve --help | SERVICE",
                "verify --help | --workflow-id",
                "worker --help | --task-queue",
                "demo --help | --url",
                "bench --help | --seconds",
                "test --help | --full",
                "simulate --help | --seeds",
                "build --help | -Pquick",
            })
    void everyCommandTellsItsOptions(String arguments, String option, @TempDir Path directory) {
        Ended ended = run(arguments, directory);

        assertThat(ended.output()).contains(option);
        assertThat(ended.exitCode()).isZero();
    }

    private static Ended run(String arguments, Path directory) {
        try (Installation installation = new Installation(directory)) {
            return installation.run(arguments.split(" "));
        }
    }
}
