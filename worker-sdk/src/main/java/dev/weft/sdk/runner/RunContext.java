package dev.weft.sdk.runner;

import dev.weft.core.model.Failure;
import dev.weft.core.model.Payload;
import dev.weft.sdk.data.DataConverter;
import dev.weft.sdk.data.FailureConverter;
import dev.weft.sdk.replay.NonDeterminismException;
import dev.weft.sdk.replay.ReplayMachine;
import java.lang.reflect.Type;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the parts of one live run share. */
record RunContext(
        DataConverter data,
        FailureConverter failures,
        ReplayMachine machine,
        Coroutines coroutines,
        Guard guard,
        ScopeNode rootScope,
        Interception interception) {

    RunContext {
        data = new TaskDataConverter(data, coroutines::failed);
    }

    /** Refuses {@code deed} where nothing may be changed, and after the run has left the worker. */
    void requireWritable(String deed) {
        coroutines.requireWritable(deed);
    }

    /** Asks the replay machine; that history disagrees fails the task even if user code catches it. */
    <T> T replayed(Supplier<T> question) {
        try {
            return question.get();
        } catch (NonDeterminismException e) {
            coroutines.failed(e);
            throw e;
        }
    }

    /** The scope of the code that runs now. */
    ScopeNode scope() {
        return coroutines.current().scope();
    }

    List<Payload> payloads(List<@Nullable Object> values) {
        return data.toPayloads(values.toArray());
    }

    Map<String, Payload> payloads(Map<String, @Nullable Object> values) {
        Map<String, Payload> payloads = new HashMap<>();
        values.forEach((key, value) -> payloads.put(key, data.toPayload(value)));
        return payloads;
    }

    RuntimeException exception(Failure failure) {
        return failures.toException(failure, data);
    }

    <R extends @Nullable Object> CoroutinePromise<R> newPromise(ScopeNode scope) {
        return new CoroutinePromise<>(coroutines, scope);
    }

    /** Completes {@code promise} with the value of {@code payload}, or with the reason why it cannot be read. */
    <R extends @Nullable Object> void complete(CoroutinePromise<R> promise, Payload payload, Type type) {
        promise.completeWith(() -> read(payload, type));
    }

    @SuppressWarnings("NullAway") // R says whether null is a value
    private <R extends @Nullable Object> R read(Payload payload, Type type) {
        return data.<R>fromPayload(payload, type);
    }
}
