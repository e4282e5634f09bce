package dev.weft.e2e.installation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.benchmarks.rig.Api;
import dev.weft.sdk.transport.TransportException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** A load of workflows whose outcome can be told for certain: each activity once in the history of each workflow. */
public final class Chains {
    private final Api api;
    private final String name;
    private final int steps;
    private final AtomicInteger next = new AtomicInteger();
    private final ConcurrentLinkedQueue<String> acknowledged = new ConcurrentLinkedQueue<>();

    public Chains(Api api, String name, int steps) {
        this.api = api;
        this.name = name;
        this.steps = steps;
    }

    /** Starts workflows one after the other until {@code enough} has been counted down; refused ones are no loss. */
    public Thread startUntil(CountDownLatch enough) {
        return Thread.ofVirtual().start(() -> {
            while (enough.getCount() > 0) {
                startOne();
                LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
            }
        });
    }

    public void start(int count) {
        for (int i = 0; i < count; i++) {
            startOne();
        }
    }

    private void startOne() {
        String id = name + "-" + next.getAndIncrement();
        try {
            api.start("Chain", id, "{\"steps\":" + steps + ",\"activityMillis\":2}");
            acknowledged.add(id);
        } catch (TransportException | IllegalStateException refused) {
            // Nobody was told that it would run.
        }
    }

    public int acknowledgedCount() {
        return acknowledged.size();
    }

    /** Every acknowledged workflow completes, with every step once in its history. */
    public void assertAllComplete() {
        List<String> wrong = new ArrayList<>();
        for (String id : acknowledged) {
            String status = statusOf(id);
            JsonNode events = api.history(id, 1000).path("events");
            long completed = count(events, "ActivityTaskCompleted");
            if (!status.equals("COMPLETED") || completed != steps || !isDense(events)) {
                wrong.add(id + " is " + status + " with " + completed + " steps");
            }
        }
        assertThat(wrong).isEmpty();
    }

    private String statusOf(String id) {
        String status = "";
        for (int tries = 0; tries < 4; tries++) {
            status = api.get("/api/workflows/" + id + "/result?wait=30s")
                    .path("status")
                    .asText();
            if (!status.equals("RUNNING")) {
                return status;
            }
        }
        return status;
    }

    private static long count(JsonNode events, String type) {
        long count = 0;
        for (JsonNode event : events) {
            count += event.path("eventType").asText().equals(type) ? 1 : 0;
        }
        return count;
    }

    private static boolean isDense(JsonNode events) {
        long expected = 1;
        for (JsonNode event : events) {
            if (event.path("eventId").asLong() != expected++) {
                return false;
            }
        }
        return true;
    }
}
