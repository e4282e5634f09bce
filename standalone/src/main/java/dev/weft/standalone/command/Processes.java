package dev.weft.standalone.command;

import dev.weft.standalone.broker.BrokerSettings;
import dev.weft.standalone.broker.EmbeddedBroker;
import dev.weft.standalone.platform.KafkaAccess;
import dev.weft.standalone.platform.Launch;
import dev.weft.standalone.platform.WeftApplication;
import io.quarkus.runtime.Quarkus;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/** Turns this process into a platform. */
final class Processes {
    private Processes() {}

    /** Starts a broker beside the calling thread, since it and the HTTP server take about a second each. */
    static CompletableFuture<KafkaAccess> startBroker(Path log, String host, int port) {
        BrokerSettings settings = BrokerSettings.single(log, host, port);
        // Connections that end with the broker, and partitions that are taken over, are no news in one process.
        logOnly("org.apache.kafka.clients.NetworkClient", "ERROR");
        logOnly("dev.weft", "WARN");
        return CompletableFuture.supplyAsync(
                () -> new KafkaAccess.Embedded(EmbeddedBroker.start(settings)),
                start -> Thread.ofPlatform().name("weft-broker-start").start(start));
    }

    /** Runs until the process is asked to stop, or cannot start. */
    static int run(Launch launch) {
        // Settings of services that follow the command line.
        System.setProperty("weft.topic-prefix", launch.topics().prefix());
        launch.publish();
        Quarkus.run(WeftApplication.class);
        return 0;
    }

    private static void logOnly(String category, String level) {
        String setting = "quarkus.log.category.\"" + category + "\".level";
        System.setProperty(setting, System.getProperty(setting, level));
    }
}
