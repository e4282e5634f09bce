package dev.weft.examples.demo;

import dev.weft.sdk.client.ClientOptions;
import dev.weft.sdk.client.WorkflowClient;
import dev.weft.sdk.client.WorkflowOptions;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** Runs the three scenarios and tells what happened. */
public final class Demo {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Story story;
    private final String taskQueue;

    public Demo(PrintStream out, String taskQueue) {
        this.story = new Story(out, Colours.ofStandardOutput());
        this.taskQueue = taskQueue;
    }

    /**
     * From nothing: starts a platform and a worker, and ends them.
     *
     * @param launcher path of the script that starts processes of Weft
     */
    public void runOnOwnPlatform(String launcher) {
        Instant begin = Instant.now();
        try (OwnPlatform platform = new OwnPlatform(launcher)) {
            Thread ending = new Thread(platform::close, "weft-demo-end");
            Runtime.getRuntime().addShutdownHook(ending);
            story.line("Starting a platform and a worker in " + platform.directory());
            platform.startWorker();
            platform.awaitReady();
            story.quiet("Ready after " + Values.millis(Duration.between(begin, Instant.now())) + ": " + platform.url());
            runScenarios(platform.url(), platform.directory(), new CrashScenario.Outage() {
                @Override
                public void kill() {
                    platform.killServer();
                }

                @Override
                public void restart() {
                    platform.restartServer();
                    platform.awaitReady();
                }
            });
            Runtime.getRuntime().removeShutdownHook(ending);
        }
        story.line("");
        story.line("All three scenarios held, in " + Values.millis(Duration.between(begin, Instant.now())) + ".");
    }

    /** On a platform with a worker that run already; nothing is killed. */
    public void runOn(String url, Path directory) {
        runScenarios(url, directory, new CrashScenario.Outage() {
            @Override
            public void kill() {
                story.quiet("   (This platform is not the demo's own: it is left alone.)");
            }

            @Override
            public void restart() {}
        });
    }

    private void runScenarios(String url, Path directory, CrashScenario.Outage outage) {
        ClientOptions options = ClientOptions.of(url).withIdentity("demo").withPatience(PATIENCE);
        try (WorkflowClient client = WorkflowClient.connect(options)) {
            ReviewScenario.run(client, named("review"), directory, story);
            TeamScenario.run(client, named("team"), story);
            CrashScenario.run(client, named("crash"), directory, outage, story);
        }
    }

    private WorkflowOptions named(String scenario) {
        String suffix = UUID.randomUUID().toString().substring(0, 8);
        return WorkflowOptions.onTaskQueue(taskQueue).withWorkflowId("demo-" + scenario + "-" + suffix);
    }
}
