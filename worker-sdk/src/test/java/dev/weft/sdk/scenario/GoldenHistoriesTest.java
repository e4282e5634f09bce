package dev.weft.sdk.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.event.HistoryEvent;
import dev.weft.sdk.data.StandardDataConverter;
import dev.weft.sdk.data.StandardFailureConverter;
import dev.weft.sdk.runner.RunnerOptions;
import dev.weft.sdk.runner.WorkflowRegistry;
import dev.weft.sdk.runner.WorkflowReplayer;
import dev.weft.sdk.scenario.ScriptedServer.Cache;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Histories that earlier versions of the SDK wrote must replay for ever. Files are added, never changed. */
class GoldenHistoriesTest {
    private static final Path FILES = Path.of("src/test/resources/golden/0.2");
    private static final WorkflowRegistry REGISTRY = new WorkflowRegistry()
            .register(
                    OrderWorkflowTest.OrderProcess.class,
                    OrderWorkflowTest.FanOutProcess.class,
                    MessagesTest.BasketRun.class,
                    GoldenWorkflow.Everything.class,
                    GoldenWorkflow.Nearby.class);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.1/order",
                "0.1/fan-out",
                "0.1/basket",
                "0.1/everything",
                "0.2/order",
                "0.2/fan-out",
                "0.2/basket",
                "0.2/everything",
                "0.2/nearby"
            })
    void replays(String name) throws IOException {
        List<HistoryEvent> history;
        try (InputStream file = GoldenHistoriesTest.class.getResourceAsStream("/golden/" + name + ".json")) {
            history = HistoryJson.read(file);
        }
        try (WorkflowReplayer replayer =
                new WorkflowReplayer(REGISTRY, new StandardDataConverter(), new StandardFailureConverter())) {
            replayer.replay(history);
        }
        assertThat(history).hasSizeGreaterThan(10);
    }

    /** Writes the files of a version, once: {@code -Dweft.golden.write=true}. */
    @Test
    @EnabledIfSystemProperty(named = "weft.golden.write", matches = "true")
    void writes() throws IOException {
        Files.createDirectories(FILES);
        try (ScriptedServer order = new ScriptedServer(REGISTRY, Cache.STICKY)) {
            order.start("Order", "book").signal("pay", 1).task();
            order.completeActivity("Reserve", "r-1").task();
            order.completeActivity("Price", 30).task();
            order.signal("pay", 10).signal("pay", 20).task();
            order.fireTimer().task().completeActivity("Ship", null).task();
            HistoryJson.write(FILES.resolve("order.json"), order.history());
        }
        try (ScriptedServer fanOut = new ScriptedServer(REGISTRY, Cache.STICKY)) {
            fanOut.start("FanOut", 3).task();
            fanOut.completeActivity("Price", 1).completeActivity("Price", 2).task();
            fanOut.completeActivity("Price", 3).task();
            HistoryJson.write(FILES.resolve("fan-out.json"), fanOut.history());
        }
        try (ScriptedServer basket = new ScriptedServer(REGISTRY, Cache.STICKY)) {
            basket.start("Basket", "ann", 10)
                    .signal("add", "a")
                    .update("u1", "buy", "b", 3)
                    .task();
            basket.update("u2", "slow", "x").update("u3", "slow", "y").task();
            basket.fireTimer().signal("close").task();
            basket.fireTimer().task();
            HistoryJson.write(FILES.resolve("basket.json"), basket.history());
        }
        try (ScriptedServer nearby =
                new ScriptedServer(REGISTRY, Cache.STICKY, RunnerOptions.DEFAULT, GoldenWorkflow.nearbyActivities())) {
            GoldenWorkflow.playNearby(nearby);
            HistoryJson.write(FILES.resolve("nearby.json"), nearby.history());
        }
        try (ScriptedServer everything = new ScriptedServer(REGISTRY, Cache.STICKY)) {
            GoldenWorkflow.play(everything);
            HistoryJson.write(FILES.resolve("everything.json"), everything.history());
        }
    }
}
