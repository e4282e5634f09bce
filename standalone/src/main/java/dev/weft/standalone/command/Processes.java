package dev.weft.standalone.command;

import dev.weft.standalone.platform.Launch;
import dev.weft.standalone.platform.WeftApplication;
import io.quarkus.runtime.Quarkus;

/** Turns this process into a platform. */
final class Processes {
    private Processes() {}

    /** Runs until the process is asked to stop, or cannot start. */
    static int run(Launch launch) {
        launch.publish();
        Quarkus.run(WeftApplication.class);
        return 0;
    }
}
