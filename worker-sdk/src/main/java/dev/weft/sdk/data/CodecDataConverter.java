package dev.weft.sdk.data;

import dev.weft.core.model.Payload;
import java.lang.reflect.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A converter whose payloads go through codecs: everything that user code passes as a value, which is arguments, results,
 * details of failures and heartbeats, values of side effects, and memos. {@link Payload#NONE}, headers, search attributes,
 * names, ids, and the messages and stack traces of failures stay readable.
 */
public final class CodecDataConverter implements DataConverter {
    private final DataConverter converter;
    private final List<PayloadCodec> codecs;

    /** @param codecs the first one encodes first and decodes last */
    public CodecDataConverter(DataConverter converter, PayloadCodec... codecs) {
        this.converter = converter;
        this.codecs = List.of(codecs);
    }

    @Override
    public Payload toPayload(@Nullable Object value) {
        Payload payload = converter.toPayload(value);
        if (payload.isNone()) {
            return payload;
        }
        for (PayloadCodec codec : codecs) {
            payload = encoded(codec, payload);
        }
        return payload;
    }

    @Override
    public <T> @Nullable T fromPayload(Payload payload, Type type) {
        Payload decoded = payload;
        if (!payload.isNone()) {
            for (PayloadCodec codec : codecs.reversed()) {
                decoded = decoded(codec, decoded);
            }
        }
        return converter.fromPayload(decoded, type);
    }

    private static Payload encoded(PayloadCodec codec, Payload payload) {
        try {
            return codec.encode(payload);
        } catch (Exception e) {
            throw failed(codec, "encode", payload, e);
        }
    }

    private static Payload decoded(PayloadCodec codec, Payload payload) {
        try {
            return codec.decode(payload);
        } catch (Exception e) {
            throw failed(codec, "decode", payload, e);
        }
    }

    private static PayloadCodecException failed(PayloadCodec codec, String deed, Payload payload, Exception why) {
        if (why instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
        return new PayloadCodecException(
                "Expected the codec " + codec.getClass().getName() + " to " + deed + " a payload of encoding "
                        + payload.encoding() + ", but it threw " + why,
                why);
    }
}
