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
        // It warns of connections that end with the broker, which is no news where both are one process.
        System.setProperty("quarkus.log.category.\"org.apache.kafka.clients.NetworkClient\".level", "ERROR");
        return CompletableFuture.supplyAsync(
                () -> new KafkaAccess.Embedded(EmbeddedBroker.start(settings)),
                start -> Thread.ofPlatform().name("weft-broker-start").start(start));
    }

    /** Runs until the process is asked to stop, or cannot start. */
    static int run(Launch launch) {
        launch.publish();
        Quarkus.run(WeftApplication.class);
        return 0;
    }
}
