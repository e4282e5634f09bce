package dev.weft.sdk.runner;

import dev.weft.core.model.Payload;
import java.lang.reflect.Type;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Values that are made once and recorded. Each call reads its value from the payload, live as on replay. A value that
 * could not be made leaves nothing to replay, so the task fails even if user code catches the exception.
 */
final class SideEffects {
    private final RunContext run;

    SideEffects(RunContext run) {
        this.run = run;
    }

    <R extends @Nullable Object> R once(Type type, Supplier<R> effect) {
        run.requireWritable("run a side effect");
        return read(
                run.replayed(() ->
                        run.machine().sideEffect(() -> made(() -> run.data().toPayload(readOnly(effect))))),
                type);
    }

    <R> R changing(String id, Type type, BiPredicate<R, R> changed, Supplier<R> effect) {
        run.requireWritable("run a side effect");
        return read(
                run.replayed(() -> run.machine()
                        .mutableSideEffect(
                                id,
                                before -> made(() -> {
                                    R value = readOnly(effect);
                                    boolean keep = before.isPresent() && !changed.test(read(before.get(), type), value);
                                    return keep
                                            ? Optional.empty()
                                            : Optional.of(run.data().toPayload(value));
                                }))),
                type);
    }

    private <T> T made(Supplier<T> value) {
        try {
            return value.get();
        } catch (EvictedError e) {
            throw e;
        } catch (RuntimeException | Error e) {
            run.coroutines().failed(e);
            throw e;
        }
    }

    private <R extends @Nullable Object> R readOnly(Supplier<R> effect) {
        run.guard().enterReadOnly("a side effect");
        try {
            return effect.get();
        } finally {
            run.guard().leaveReadOnly();
        }
    }

    @SuppressWarnings("NullAway") // R says whether null is a value
    private <R extends @Nullable Object> R read(Payload payload, Type type) {
        return run.data().<R>fromPayload(payload, type);
    }
}
