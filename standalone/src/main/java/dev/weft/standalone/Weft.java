package dev.weft.standalone;

import dev.weft.standalone.command.WeftCommand;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.util.logging.LogManager;
import org.slf4j.LoggerFactory;

/** The entry point of every process of the platform. */
@QuarkusMain
public final class Weft {
    private Weft() {}

    /** Runs the command that the arguments name, and exits with its code. */
    public static void main(String... args) {
        initialiseLogging();
        System.exit(WeftCommand.execute(args));
    }

    /** On one thread, before there are others: two that log for the first time at once can wait for each other for ever. */
    private static void initialiseLogging() {
        LogManager.getLogManager();
        LoggerFactory.getLogger(Weft.class);
    }
}
