package dev.weft.sdk.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Registers, shows and changes namespaces. Thread-safe.
 *
 * <p>Calls throw {@link NamespaceNotFoundException} where there is no such namespace, and
 * {@link PlatformUnavailableException} when the platform does not answer within the client's patience.
 */
public final class NamespaceClient {
    private static final String PATH = "/api/namespaces";
    private static final byte[] NOTHING = {};

    private final FrontendCalls frontend;

    NamespaceClient(FrontendCalls frontend) {
        this.frontend = frontend;
    }

    /** @throws NamespaceAlreadyExistsException when the name is taken, perhaps by a deleted namespace */
    public NamespaceDescription register(String name, NamespaceSetting... settings) {
        if (name.isBlank()) {
            throw new IllegalArgumentException("Expected the name of a namespace, but it is blank");
        }
        ObjectNode body = body(settings)
                .put("name", name)
                .put("requestId", UUID.randomUUID().toString());
        return description(frontend.send("POST", PATH, FrontendJson.write(body)));
    }

    public NamespaceDescription describe(String name) {
        return description(frontend.send("GET", path(name), NOTHING));
    }

    /** All of them, deleted ones included, by name. */
    public List<NamespaceDescription> list() {
        List<NamespaceDescription> all = new ArrayList<>();
        frontend.send("GET", PATH, NOTHING).path("namespaces").forEach(node -> all.add(description(node)));
        return List.copyOf(all);
    }

    /** Changes what is named. Another retention counts for runs that start from then on. */
    public NamespaceDescription update(String name, NamespaceSetting... settings) {
        if (settings.length == 0) {
            throw new IllegalArgumentException("Expected a setting to change, but there is none");
        }
        return description(frontend.send("PATCH", path(name), FrontendJson.write(body(settings))));
    }

    /** Marks it as deleted: nothing starts in it any more, and its name stays taken. */
    public NamespaceDescription delete(String name) {
        return description(frontend.send("DELETE", path(name), NOTHING));
    }

    private static String path(String name) {
        return PATH + "/" + FrontendCalls.encode(name);
    }

    private static ObjectNode body(NamespaceSetting[] settings) {
        ObjectNode body = FrontendJson.object();
        for (NamespaceSetting setting : settings) {
            switch (setting) {
                case NamespaceSetting.Retention(Duration retention) -> body.put("retention", retention.toString());
                case NamespaceSetting.Description(String description) -> body.put("description", description);
                case NamespaceSetting.Data(Map<String, String> data) -> data.forEach(body.putObject("data")::put);
            }
        }
        return body;
    }

    private static NamespaceDescription description(JsonNode node) {
        Map<String, String> data = new HashMap<>();
        FrontendJson.forEachField(node.path("data"), (name, value) -> data.put(name, value.asText()));
        return new NamespaceDescription(
                node.path("name").asText(""),
                NamespaceState.valueOf(node.path("state").asText("REGISTERED")),
                Duration.parse(node.path("retention").asText("PT0S")),
                node.path("description").asText(""),
                data,
                Descriptions.instant(node.path("registeredTime")));
    }
}
