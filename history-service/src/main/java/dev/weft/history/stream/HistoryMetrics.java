package dev.weft.history.stream;

import dev.weft.core.request.RequestBody;
import dev.weft.core.state.Limits;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** The meters of the service. Thread-safe. */
public final class HistoryMetrics {
    private final MeterRegistry registry;
    private final Map<Class<?>, Counter> requests = new ConcurrentHashMap<>();
    private final Timer transitions;
    private final Counter deadLetters;
    private final Counter unsendable;
    private final Counter threadsReplaced;
    private final Counter longHistories;
    private final Counter largeTransitions;
    private final AtomicInteger stuck = new AtomicInteger();

    public HistoryMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.transitions = Timer.builder("weft.history.transition")
                .description("From a decoded request to its effects")
                .register(registry);
        this.deadLetters = Counter.builder("weft.history.dead.letters")
                .description("Requests that could not be handled")
                .register(registry);
        this.unsendable = Counter.builder("weft.history.unsendable")
                .description("Effects that are too large for the log")
                .register(registry);
        this.longHistories = Counter.builder("weft.history.long")
                .description("Runs whose history has passed " + Limits.LONG_HISTORY_EVENTS + " events or "
                        + Limits.LONG_HISTORY_BYTES + " bytes")
                .register(registry);
        this.largeTransitions = Counter.builder("weft.history.large.transitions")
                .description("Requests that have added more than 512 KiB to a history")
                .register(registry);
        gauge("weft.history.stuck", "Open executions that are stuck", stuck::get);
        this.threadsReplaced = Counter.builder("weft.history.threads.replaced")
                .description("Processing threads that have failed and were replaced")
                .register(registry);
    }

    /** A value that is asked for when the meters are read. */
    public void gauge(String name, String description, Supplier<Number> value) {
        Gauge.builder(name, value).description(description).register(registry);
    }

    public void threadReplaced() {
        threadsReplaced.increment();
    }

    void request(RequestBody body) {
        Counter counter = requests.get(body.getClass());
        if (counter == null) {
            counter = requests.computeIfAbsent(body.getClass(), kind -> Counter.builder("weft.history.requests")
                    .tag("kind", kind.getSimpleName())
                    .register(registry));
        }
        counter.increment();
    }

    void transition(long nanos) {
        transitions.record(nanos, TimeUnit.NANOSECONDS);
    }

    /** @param change of the number of executions that are stuck */
    void stuckChanged(int change) {
        stuck.addAndGet(change);
    }

    void becameStuck(String cause) {
        Counter.builder("weft.history.became.stuck")
                .tag("cause", cause)
                .register(registry)
                .increment();
    }

    void historyBecameLong() {
        longHistories.increment();
    }

    void largeTransition() {
        largeTransitions.increment();
    }

    void unsendable() {
        unsendable.increment();
    }

    void deadLetter() {
        deadLetters.increment();
    }
}
