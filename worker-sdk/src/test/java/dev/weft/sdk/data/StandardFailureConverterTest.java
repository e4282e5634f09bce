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
import java.util.Arrays;
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

    @Test
    void aStackTraceEndsWithUserCode() throws Exception {
        RuntimeException thrown = new IllegalStateException("broken");
        thrown.setStackTrace(new StackTraceElement[] {
            new StackTraceElement("java.util.ArrayList", "get", "ArrayList.java", 427),
            new StackTraceElement("shop.Charge", "charge", "Charge.java", 12),
            new StackTraceElement("java.util.Optional", "map", "Optional.java", 260),
            new StackTraceElement("shop.Charge", "run", "Charge.java", 7),
            new StackTraceElement("jdk.internal.reflect.DirectMethodHandleAccessor", "invoke", null, 104),
            new StackTraceElement("java.lang.reflect.Method", "invoke", "Method.java", 565),
            new StackTraceElement("dev.weft.sdk.worker.ActivityInvoker", "invoke", "ActivityInvoker.java", 40),
            new StackTraceElement("java.lang.VirtualThread", "run", "VirtualThread.java", 400)
        });

        assertThat(stackTrace(failures.toFailure(thrown, data)).lines())
                .containsExactly(
                        "java.util.ArrayList.get(ArrayList.java:427)",
                        "shop.Charge.charge(Charge.java:12)",
                        "java.util.Optional.map(Optional.java:260)",
                        "shop.Charge.run(Charge.java:7)");
    }

    @Test
    void aStackTraceIsBounded() {
        RuntimeException deep = new IllegalStateException("deep");
        StackTraceElement[] frames = new StackTraceElement[10_000];
        Arrays.fill(frames, new StackTraceElement("shop." + "Charge".repeat(20), "charge", "Charge.java", 12));
        deep.setStackTrace(frames);

        String stackTrace = stackTrace(failures.toFailure(deep, data));

        assertThat(stackTrace.length()).isBetween(3_000, 4_000);
        assertThat(stackTrace).endsWith("Charge.java:12)\n");
    }

    @Test
    void anExceptionThatComesBackTellsWhereItWasThrownFirst() {
        Failure failure = failures.toFailure(new IllegalStateException("broken"), data);

        RuntimeException read = failures.toException(failure, data);

        assertThat(read.getStackTrace()[0].getClassName()).isEqualTo(getClass().getName());
        assertThat(read.getStackTrace()[0].getMethodName())
                .isEqualTo("anExceptionThatComesBackTellsWhereItWasThrownFirst");
        assertThat(failures.toFailure(read, data)).isEqualTo(failure);
    }

    @Test
    void framesOfModulesAndOfUnknownPlacesAreReadAndOtherLinesLeftOut() {
        String text = "java.base/java.util.List.of(List.java:1)\n  at app//shop.Charge.<init>(Charge.java)\n"
                + "shop.Charge.run(Native Method)\nshop.Charge.run(Unknown Source)\nFile \"charge.py\", line 3\n";

        assertThat(StackTraces.read(text))
                .containsExactly(
                        new StackTraceElement("java.util.List", "of", "List.java", 1),
                        new StackTraceElement("shop.Charge", "<init>", "Charge.java", -1),
                        new StackTraceElement("shop.Charge", "run", null, -2),
                        new StackTraceElement("shop.Charge", "run", null, -1));
    }

    @Test
    void causesThatGoInACircleAreToldOnce() {
        RuntimeException outer = new RuntimeException("outer");
        RuntimeException inner = new RuntimeException("inner", outer);
        outer.initCause(inner);

        assertThat(failures.toFailure(outer, data).chain())
                .extracting(FailureInfo::message)
                .containsExactly("outer", "inner");
    }

    @Test
    void aFailureWhoseDetailsCannotBeWrittenIsToldWithoutThem() {
        Object unwritable = new Object() {
            public Object getSelf() {
                return this;
            }
        };

        Failure failure = failures.toFailure(ApplicationFailure.nonRetryable("no", "Declined", unwritable), data);

        FailureInfo.Application info = (FailureInfo.Application) failure.chain().getFirst();
        assertThat(info.message()).startsWith("no (without its details: Expected a value that can be written as JSON");
        assertThat(info.type()).isEqualTo("Declined");
        assertThat(info.nonRetryable()).isTrue();
        assertThat(info.details()).isEmpty();
    }

    private static String stackTrace(Failure failure) {
        return ((FailureInfo.Application) failure.chain().getFirst()).stackTrace();
    }
}
