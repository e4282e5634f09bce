package dev.weft.matching.ownership;

import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Which instance owns each partition of the task topic, as far as this process was told. Thread-safe. */
public final class Owners {
    private volatile Map<Integer, URI> endpoints = Map.of();

    /** Empty while nobody owns it: between two owners. */
    public Optional<URI> find(int partition) {
        return Optional.ofNullable(endpoints.get(partition));
    }

    void replace(Map<Integer, URI> owners) {
        endpoints = Map.copyOf(owners);
    }

    /** One line per partition: its number, a blank, the endpoint of its owner. */
    static ByteBuffer encode(Map<Integer, URI> owners) {
        StringBuilder text = new StringBuilder();
        new TreeMap<>(owners)
                .forEach((partition, endpoint) ->
                        text.append(partition).append(' ').append(endpoint).append('\n'));
        return StandardCharsets.UTF_8.encode(text.toString());
    }

    static Map<Integer, URI> decode(ByteBuffer data) {
        Map<Integer, URI> owners = new TreeMap<>();
        StandardCharsets.UTF_8.decode(data.duplicate()).toString().lines().forEach(line -> {
            int blank = line.indexOf(' ');
            owners.put(Integer.parseInt(line.substring(0, blank)), URI.create(line.substring(blank + 1)));
        });
        return owners;
    }
}
