package dev.weft.sdk.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.protocol.WorkerProtocol.WorkerStatus;
import dev.weft.sdk.transport.TransportException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatusReportsTest {
    private static final Duration PERIOD = Duration.ofSeconds(20);
    private static final WorkerStatus STATUS = new WorkerStatus(
            "default", "orders", "w1", "me", "weft-java", "1", 10, 1, 20, 2, 3, List.of("Order"), List.of("Charge"));

    private final ManualScheduler scheduler = new ManualScheduler();
    private final List<WorkerStatus> sent = new ArrayList<>();
    private boolean away;
    private boolean broken;
    private final StatusReports reports = new StatusReports(() -> STATUS, this::send, scheduler, PERIOD);

    @Test
    void theStatusIsToldAtOnceAndThenPeriodically() {
        reports.start();
        scheduler.advance(Duration.ZERO);
        assertThat(sent).containsExactly(STATUS);

        scheduler.advance(PERIOD.multipliedBy(2));

        assertThat(sent).hasSize(3);
    }

    @Test
    void aStatusThatDoesNotArriveIsToldAgainSoonAndThenPeriodically() {
        away = true;
        reports.start();
        scheduler.advance(StatusReports.RETRY.multipliedBy(3));
        away = false;

        scheduler.advance(StatusReports.RETRY);
        assertThat(sent).hasSize(1);

        scheduler.advance(PERIOD.minusMillis(1));
        assertThat(sent).hasSize(1);
        scheduler.advance(Duration.ofMillis(1));
        assertThat(sent).hasSize(2);
    }

    @Test
    void anUnexpectedErrorEndsNoReports() {
        broken = true;
        reports.start();
        scheduler.advance(StatusReports.RETRY);
        broken = false;

        scheduler.advance(StatusReports.RETRY);

        assertThat(sent).hasSize(1);
    }

    @Test
    void nothingIsToldOnceItIsStopped() {
        reports.start();
        scheduler.advance(Duration.ZERO);

        reports.stop();
        reports.start();

        assertThat(scheduler.scheduled()).isZero();
        scheduler.advance(PERIOD);
        assertThat(sent).hasSize(1);
    }

    private void send(WorkerStatus status) {
        if (away) {
            throw new TransportException("Expected an answer, but there was none", new IOException("away"));
        }
        if (broken) {
            throw new IllegalStateException("broken");
        }
        sent.add(status);
    }
}
