package dev.weft.examples;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What the launcher starts: {@code worker examples} or {@code demo}. */
@Command(
        name = "./weft",
        mixinStandardHelpOptions = true,
        subcommands = {WorkerCommand.class, DemoCommand.class})
public final class ExamplesMain {
    private ExamplesMain() {}

    public static void main(String... args) {
        System.exit(new CommandLine(new ExamplesMain())
                .setExecutionExceptionHandler((problem, command, parsed) -> {
                    command.getErr().println(problem.getMessage());
                    // What the SDK refuses to begin with came from the command line.
                    return problem instanceof IllegalArgumentException
                            ? CommandLine.ExitCode.USAGE
                            : CommandLine.ExitCode.SOFTWARE;
                })
                .execute(args));
    }
}
