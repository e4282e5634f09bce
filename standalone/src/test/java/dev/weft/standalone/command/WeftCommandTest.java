package dev.weft.standalone.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Arguments that do not fit are refused with a sentence, before anything is started. */
class WeftCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final CommandLine weft =
            WeftCommand.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "dev --bogus | Unknown option: '--bogus'",
                "dev extra | Unmatched argument at index 1: 'extra'",
                "dev --port abc | Invalid value for option '--port': 'abc' is not an int",
                "dev --port | Missing required parameter for option '--port' (PORT)",
                "dev --partitions -1 | Expected 1 or more partitions, but -1 are asked for",
                "dev --replication -3 | Expected 1 or more copies of each record, but -3 are asked for",
                "dev --topic-prefix a/b | Expected a topic prefix of 1 to 100 letters",
                "dev --advertise weft-1 | Expected --advertise to be a URL like http://10.0.0.7:8080, but got 'weft-1'",
                "dev --advertise http://[ | Expected --advertise to be a URL like http://10.0.0.7:8080, but got 'http://['",
                "serve | Missing required parameter: 'SERVICE'",
                "serve tea | expected one of [HISTORY, MATCHING, FRONTEND]",
                "serve history --partitions -1 --kafka h:1 | Expected 1 or more partitions, but -1 are asked for",
                "verify --bogus | Unknown option: '--bogus'",
                "verify extra | Unmatched argument at index 1: 'extra'",
                "verify --topic-prefix a/b | Expected a topic prefix of 1 to 100 letters",
                "tea | Unmatched argument at index 0: 'tea'",
            })
    void argumentsThatDoNotFitAreRefused(String arguments, String sentence) {
        assertThat(weft.execute(arguments.split(" "))).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(err.toString()).contains(sentence).doesNotContain("Exception");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "dev --port 0 | Expected --port to be a port from 1 to 65535, but it is 0.",
                "dev --port 70000 | Expected --port to be a port from 1 to 65535, but it is 70000.",
                "dev --host nowhere.invalid | Expected 'nowhere.invalid' to be an address of this machine",
                "serve frontend | Expected --kafka HOST:PORT, which tells serve where the log is",
                "serve frontend --kafka h:1 --kafka-properties /no/such | settings at /no/such, but there is none.",
            })
    void whatTheMachineDoesNotHaveIsToldInASentence(String arguments, String sentence) {
        assertThat(weft.execute(arguments.split(" "))).isEqualTo(CommandLine.ExitCode.SOFTWARE);
        assertThat(err.toString()).contains(sentence).doesNotContain("Exception");
    }

    @Test
    void verifyNamesTheOptionOfAnAddressThatIsNone() {
        assertThat(weft.execute("verify", "--bootstrap", "nonsense")).isEqualTo(2);
        assertThat(err.toString())
                .startsWith("Expected an address of a Kafka cluster, but ")
                .contains("--bootstrap");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev", "serve", "verify"})
    void everyCommandTellsItsOptions(String command) {
        assertThat(weft.execute(command, "--help")).isZero();
        assertThat(out.toString()).startsWith("Usage: weft " + command).contains("--kafka");
        assertThat(err.toString()).isEmpty();
    }
}
