package dev.weft.sdk.runner;

import dev.weft.core.model.Payload;
import dev.weft.sdk.data.DataConverter;
import dev.weft.sdk.data.PayloadCodecException;
import java.lang.reflect.Type;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The worker's converter, for one run. That a codec cannot do its work fails the workflow task even if user code catches
 * it: for want of a key, no run may go another way.
 */
record TaskDataConverter(DataConverter worker, Consumer<Throwable> failTask) implements DataConverter {

    @Override
    public Payload toPayload(@Nullable Object value) {
        try {
            return worker.toPayload(value);
        } catch (PayloadCodecException e) {
            failTask.accept(e);
            throw e;
        }
    }

    @Override
    public <T> @Nullable T fromPayload(Payload payload, Type type) {
        try {
            return worker.fromPayload(payload, type);
        } catch (PayloadCodecException e) {
            failTask.accept(e);
            throw e;
        }
    }
}
