package dev.weft.standalone.command;

import dev.weft.standalone.machine.StartException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExecutionExceptionHandler;

/** The command line of the platform's processes. */
@Command(
        name = "weft",
        mixinStandardHelpOptions = true,
        description = "Durable execution on a Kafka log.",
        subcommands = {DevCommand.class, ServeCommand.class, VerifyCommand.class, RehearseCommand.class})
public final class WeftCommand implements Runnable {
    private WeftCommand() {}

    /**
     * Runs a command to its end.
     *
     * @return the exit code: 0 after a clean end, 1 if it could not start, 2 if the arguments do not fit; others by
     *     command
     */
    public static int execute(String... args) {
        return commandLine().execute(args);
    }

    static CommandLine commandLine() {
        IExecutionExceptionHandler sentence = (failure, command, parsed) -> {
            if (failure instanceof StartException expected) {
                PrintWriter err = command.getErr();
                err.println(expected.getMessage());
                err.flush();
                return CommandLine.ExitCode.SOFTWARE;
            }
            throw failure;
        };
        return new CommandLine(new WeftCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(sentence);
    }

    @Override
    public void run() {
        CommandLine.usage(this, System.out);
    }
}
