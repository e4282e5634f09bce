package dev.weft.examples;

import dev.weft.examples.demo.Demo;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./weft demo}. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = "Runs three scenarios and prints each one's history as a timeline. Without --url it starts a"
                + " platform and a worker for itself, kills that platform in the middle, and ends both.")
final class DemoCommand implements Callable<Integer> {
    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "A platform that runs already, with its examples worker.")
    private String url = "";

    @Option(names = "--task-queue", paramLabel = "NAME", description = "The queue of that worker (${DEFAULT-VALUE}).")
    private String taskQueue = ExamplesWorker.TASK_QUEUE;

    @Override
    public Integer call() throws IOException {
        // The marks of a timeline need UTF-8, whatever the locale says.
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        Demo demo = new Demo(out, taskQueue);
        if (!url.isEmpty()) {
            demo.runOn(url, Files.createTempDirectory("weft-demo-"));
            return 0;
        }
        String launcher = System.getProperty("weft.launcher", "");
        if (launcher.isEmpty()) {
            System.err.println("Expected to be started by ./weft demo, or with --url, but neither is the case.");
            return 2;
        }
        demo.runOnOwnPlatform(launcher);
        return 0;
    }
}
