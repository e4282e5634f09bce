package dev.weft.standalone.platform;

import dev.weft.standalone.machine.StartException;
import dev.weft.standalone.topics.TopicSetup;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;

/** Brings the services of this process up, one after the other, and down again. */
@Singleton
public final class Platform {
    private static final Duration POLL_INTERVAL = Duration.ofMillis(20);
    private static final Duration ADMIN_TIMEOUT = Duration.ofSeconds(20);

    private final List<RoleService> available;
    private final List<RoleService> started = new CopyOnWriteArrayList<>();
    private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.STARTING);

    @Inject
    Platform(@Any Instance<RoleService> available) {
        this.available = available.stream()
                .sorted(Comparator.comparing(RoleService::role))
                .toList();
    }

    /**
     * Starts what the launch asks for, and waits until it is ready.
     *
     * @throws StartException if Kafka, its topics or a service cannot be had
     * @throws InterruptedException if the process is asked to stop meanwhile
     */
    PlatformContext start(Launch launch) throws InterruptedException {
        KafkaCluster kafka = kafkaOf(launch).cluster();
        int partitions = setUpTopics(launch, kafka);
        PlatformContext context = new PlatformContext(
                launch.roles(),
                kafka,
                launch.topics().prefix(),
                partitions,
                launch.data().path().resolve("state"),
                launch.address());
        for (RoleService service : available) {
            if (context.runs(service.role())) {
                started.add(service);
                service.start(context);
            }
        }
        while (!started.stream().allMatch(RoleService::isReady)) {
            Thread.sleep(POLL_INTERVAL);
        }
        phase.compareAndSet(Phase.STARTING, Phase.STARTED);
        return context;
    }

    /** Whether everything that this process runs can make progress now. */
    boolean isReady() {
        return phase.get() == Phase.STARTED && started.stream().allMatch(RoleService::isReady);
    }

    /** Stops the services, then Kafka, and gives the data directory back. */
    void stop(Launch launch) {
        phase.set(Phase.STOPPING);
        started.reversed().forEach(RoleService::stop);
        if (launch.kafka().isDone() && !launch.kafka().isCompletedExceptionally()) {
            launch.kafka().join().close();
        }
        launch.data().close();
    }

    private static KafkaAccess kafkaOf(Launch launch) {
        try {
            return launch.kafka().join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof StartException expected) {
                throw expected;
            }
            throw new StartException("Expected the embedded Kafka broker to start, but got " + e.getCause(), e);
        }
    }

    private static int setUpTopics(Launch launch, KafkaCluster kafka) {
        Map<String, Object> properties = kafka.toProperties();
        properties.put("request.timeout.ms", Long.toString(ADMIN_TIMEOUT.toMillis() / 2));
        properties.put("default.api.timeout.ms", Long.toString(ADMIN_TIMEOUT.toMillis()));
        try (Admin admin = admin(properties)) {
            return new TopicSetup(admin, launch.topics()).run();
        }
    }

    /** Connects to nothing yet; what is wrong with addresses and settings shows here. */
    private static Admin admin(Map<String, Object> properties) {
        try {
            return Admin.create(properties);
        } catch (KafkaException e) {
            Throwable reason = e.getCause() == null ? e : e.getCause();
            throw new StartException(
                    "Expected --kafka and --kafka-properties to be settings of a Kafka client, but: "
                            + reason.getMessage(),
                    e);
        }
    }

    private enum Phase {
        STARTING,
        STARTED,
        STOPPING
    }
}
