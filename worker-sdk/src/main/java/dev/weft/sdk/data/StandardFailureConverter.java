package dev.weft.sdk.data;

import dev.weft.core.model.Failure;
import dev.weft.core.model.FailureInfo;
import dev.weft.core.model.Payload;
import dev.weft.sdk.failure.ActivityFailure;
import dev.weft.sdk.failure.ApplicationFailure;
import dev.weft.sdk.failure.CanceledFailure;
import dev.weft.sdk.failure.ChildWorkflowFailure;
import dev.weft.sdk.failure.Details;
import dev.weft.sdk.failure.ResetWorkflowFailure;
import dev.weft.sdk.failure.ServerFailure;
import dev.weft.sdk.failure.TerminatedFailure;
import dev.weft.sdk.failure.TimeoutFailure;
import dev.weft.sdk.failure.WeftFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The default: each kind of failure has its exception in {@code dev.weft.sdk.failure}; any other exception becomes an
 * {@link ApplicationFailure} whose type is the name of its class. Messages and stack traces are cut to a few thousand
 * characters and chains to {@value #LINKS_MAX} links, since they are stored in history. An ApplicationFailure that comes
 * back has the stack trace of where it was thrown first.
 */
public final class StandardFailureConverter implements FailureConverter {
    private static final int LINKS_MAX = 20;
    private static final int TEXT_LENGTH_MAX = 4_000;

    @Override
    public Failure toFailure(Throwable thrown, DataConverter data) {
        List<FailureInfo> chain = new ArrayList<>();
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Throwable link = thrown;
                link != null && chain.size() < LINKS_MAX && seen.add(link);
                link = link.getCause()) {
            chain.add(info(link, data));
        }
        return new Failure(chain);
    }

    private static FailureInfo info(Throwable thrown, DataConverter data) {
        return thrown instanceof WeftFailure failure ? info(failure, data) : application(thrown);
    }

    /** A failure is told even if its details cannot be. */
    private static FailureInfo info(WeftFailure thrown, DataConverter data) {
        String message = message(thrown);
        try {
            return info(thrown, message, details -> details.payloads(data::toPayload));
        } catch (DataConversionException | PayloadCodecException e) {
            return info(
                    thrown, excerpt(message + " (without its details: " + e.getMessage() + ")"), details -> List.of());
        }
    }

    private static FailureInfo info(WeftFailure thrown, String message, Function<Details, List<Payload>> writer) {
        return switch (thrown) {
            case ApplicationFailure failure ->
                new FailureInfo.Application(
                        message,
                        failure.type(),
                        failure.isNonRetryable(),
                        StackTraces.write(failure),
                        writer.apply(failure.details()),
                        failure.nextRetryDelay());
            case ActivityFailure failure -> failure.info();
            case ChildWorkflowFailure failure -> failure.info();
            case CanceledFailure failure -> new FailureInfo.Canceled(message, writer.apply(failure.details()));
            case TimeoutFailure failure ->
                new FailureInfo.Timeout(message, failure.timeoutType(), writer.apply(failure.lastHeartbeatDetails()));
            case TerminatedFailure failure -> new FailureInfo.Terminated(message);
            case ServerFailure failure -> new FailureInfo.Server(message, failure.isNonRetryable());
            case ResetWorkflowFailure failure ->
                new FailureInfo.ResetWorkflow(message, writer.apply(failure.lastHeartbeatDetails()));
        };
    }

    private static FailureInfo.Application application(Throwable thrown) {
        return new FailureInfo.Application(
                message(thrown),
                thrown.getClass().getName(),
                false,
                StackTraces.write(thrown),
                List.of(),
                Duration.ZERO);
    }

    private static String message(Throwable thrown) {
        String message = thrown.getMessage();
        return message == null ? "" : excerpt(message);
    }

    private static String excerpt(String text) {
        return text.length() <= TEXT_LENGTH_MAX ? text : text.substring(0, TEXT_LENGTH_MAX) + "…";
    }

    @Override
    public RuntimeException toException(Failure failure, DataConverter data) {
        RuntimeException exception = null;
        for (int i = failure.chain().size() - 1; i >= 0; i--) {
            exception = exception(failure.chain().get(i), exception, data);
        }
        if (exception == null) {
            throw new IllegalArgumentException("Expected a failure with at least one link, but it has none");
        }
        return exception;
    }

    private static RuntimeException exception(FailureInfo info, @Nullable Throwable cause, DataConverter data) {
        return switch (info) {
            case FailureInfo.Application application -> application(application, cause, data);
            case FailureInfo.Timeout timeout ->
                new TimeoutFailure(
                        timeout.message(),
                        timeout.timeoutType(),
                        received(timeout.lastHeartbeatDetails(), data),
                        cause);
            case FailureInfo.Canceled canceled ->
                new CanceledFailure(canceled.message(), received(canceled.details(), data), cause);
            case FailureInfo.Terminated terminated -> new TerminatedFailure(terminated.message(), cause);
            case FailureInfo.Server server -> new ServerFailure(server.message(), server.nonRetryable(), cause);
            case FailureInfo.ResetWorkflow reset ->
                new ResetWorkflowFailure(reset.message(), received(reset.lastHeartbeatDetails(), data), cause);
            case FailureInfo.Activity activity -> new ActivityFailure(activity, cause);
            case FailureInfo.ChildWorkflow child -> new ChildWorkflowFailure(child, cause);
        };
    }

    private static ApplicationFailure application(
            FailureInfo.Application info, @Nullable Throwable cause, DataConverter data) {
        ApplicationFailure failure = ApplicationFailure.builder(info.message(), info.type())
                .cause(cause)
                .nonRetryable(info.nonRetryable())
                .details(received(info.details(), data))
                .nextRetryDelay(info.nextRetryDelay())
                .build();
        failure.setStackTrace(StackTraces.read(info.stackTrace()));
        return failure;
    }

    private static Details received(List<Payload> payloads, DataConverter data) {
        return Details.received(payloads, data::fromPayload);
    }
}
