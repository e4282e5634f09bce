package dev.weft.standalone;

import dev.weft.standalone.command.WeftCommand;
import io.quarkus.runtime.annotations.QuarkusMain;

/** The entry point of every process of the platform. */
@QuarkusMain
public final class Weft {
    private Weft() {}

    /** Runs the command that the arguments name, and exits with its code. */
    public static void main(String... args) {
        System.exit(WeftCommand.execute(args));
    }
}
