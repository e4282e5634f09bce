package dev.weft.sdk.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.model.ExecutionKey;
import dev.weft.core.model.Failure;
import dev.weft.core.model.FailureInfo;
import dev.weft.core.model.Payload;
import dev.weft.core.model.RetryState;
import dev.weft.core.model.TimeoutType;
import dev.weft.sdk.failure.ActivityFailure;
import dev.weft.sdk.failure.ApplicationFailure;
import dev.weft.sdk.failure.Details;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StandardFailureConverterTest {
    private final DataConverter data = new StandardDataConverter();
    private final FailureConverter failures = new StandardFailureConverter();

    static Stream<FailureInfo> everyKind() {
        List<Payload> details = List.of(Payload.json("7"));
        return Stream.of(
                new FailureInfo.Timeout("late", TimeoutType.HEARTBEAT, details),
                new FailureInfo.Canceled("canceled", details),
                new FailureInfo.Terminated("ended"),
                new FailureInfo.Server("full", true),
                new FailureInfo.ResetWorkflow("reset", details),
                new FailureInfo.Activity("failed", "Charge", "1", 5, 6, "w", RetryState.MAXIMUM_ATTEMPTS_REACHED),
                new FailureInfo.ChildWorkflow(
                        "failed", "Child", new ExecutionKey("n", "w"), "r", 5, 6, RetryState.TIMEOUT));
    }

    @ParameterizedTest
    @MethodSource("everyKind")
    void everyKindComesBackEqual(FailureInfo info) {
        Failure failure = Failure.of(info);

        assertThat(failures.toFailure(failures.toException(failure, data), data))
                .isEqualTo(failure);
    }

    @Test
    void anApplicationFailureKeepsWhatItSays() {
        ApplicationFailure thrown = ApplicationFailure.builder("no", "CardDeclined")
                .nonRetryable(true)
                .nextRetryDelay(Duration.ofSeconds(3))
                .details(Details.of(42))
                .build();

        ApplicationFailure read = (ApplicationFailure) failures.toException(failures.toFailure(thrown, data), data);

        assertThat(read.type()).isEqualTo("CardDeclined");
        assertThat(read.getMessage()).isEqualTo("no");
        assertThat(read.isNonRetryable()).isTrue();
        assertThat(read.nextRetryDelay()).isEqualTo(Duration.ofSeconds(3));
        assertThat(read.details().get(0, Integer.class)).isEqualTo(42);
    }

    @Test
    void anyOtherExceptionIsAnApplicationFailureOfItsClass() {
        Failure failure = failures.toFailure(new IllegalStateException("broken"), data);

        assertThat(failure.chain()).singleElement().isInstanceOfSatisfying(FailureInfo.Application.class, info -> {
            assertThat(info.type()).isEqualTo("java.lang.IllegalStateException");
            assertThat(info.message()).isEqualTo("broken");
            assertThat(info.nonRetryable()).isFalse();
            assertThat(info.stackTrace()).contains("StandardFailureConverterTest");
        });
    }

    @Test
    void causesBecomeTheChain() {
        Failure failure = Failure.of(new FailureInfo.Application("root", "Root", false, "", List.of(), Duration.ZERO))
                .wrappedIn(new FailureInfo.Activity("failed", "Charge", "1", 5, 6, "w", RetryState.IN_PROGRESS));

        RuntimeException exception = failures.toException(failure, data);

        assertThat(exception).isInstanceOf(ActivityFailure.class).hasCauseInstanceOf(ApplicationFailure.class);
        assertThat(exception.getCause()).hasMessage("root");
    }

    @Test
    void longTextsAreCut() {
        Failure failure = failures.toFailure(new RuntimeException("x".repeat(1_000_000)), data);

        assertThat(failure.message().length()).isLessThan(5_000);
    }
}
