package dev.weft.standalone.platform;

import dev.weft.standalone.machine.StartException;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The life of the process: starts the platform beside the HTTP server, waits for the end, stops it. */
@Singleton
public final class WeftApplication implements QuarkusApplication {
    private static final Logger LOG = LoggerFactory.getLogger(WeftApplication.class);
    private static final int FAILED = 1;

    private final Platform platform;
    private final PrintStream console = System.out;

    @Inject
    WeftApplication(Platform platform) {
        this.platform = platform;
    }

    @Override
    public int run(String... args) {
        Launch launch = Launch.current();
        // Beside this thread, since a signal to stop must find it waiting.
        Thread starter = Thread.ofPlatform().name("weft-start").start(() -> start(launch));
        Quarkus.waitForExit();
        starter.interrupt();
        platform.stop(launch);
        return 0;
    }

    private void start(Launch launch) {
        try {
            PlatformContext context = platform.start(launch);
            console.println(readyLine(context, launch));
            if (launch.exitWhenReady()) {
                Quarkus.asyncExit();
            }
        } catch (StartException e) {
            if (!Thread.currentThread().isInterrupted()) {
                System.err.println(e.getMessage());
                Quarkus.asyncExit(FAILED);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.error("Expected every service to start, but one failed", e);
            Quarkus.asyncExit(FAILED);
        }
    }

    private static String readyLine(PlatformContext context, Launch launch) {
        double seconds = processAge().toMillis() / 1000.0;
        return String.format(
                Locale.ROOT,
                "%s is ready: %s  (Kafka %s, data %s, %d partitions, ready in %.1f s)",
                nameOf(context),
                context.address(),
                context.kafka().bootstrapServers(),
                launch.data().path(),
                context.partitions(),
                seconds);
    }

    private static String nameOf(PlatformContext context) {
        if (context.roles().size() == Role.values().length) {
            return "Weft";
        }
        return context.roles().stream()
                .sorted()
                .map(role -> role.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(" and ", "Weft ", ""));
    }

    private static Duration processAge() {
        return ProcessHandle.current()
                .info()
                .startInstant()
                .map(began -> Duration.between(began, Instant.now()))
                .orElse(Duration.ZERO);
    }
}
