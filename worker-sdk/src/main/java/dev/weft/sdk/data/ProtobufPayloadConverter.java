package dev.weft.sdk.data;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import dev.weft.core.model.Payload;
import java.lang.reflect.Type;
import java.util.Optional;

/** Protobuf messages in protobuf's binary format. Needs {@code protobuf-java}. */
public final class ProtobufPayloadConverter implements PayloadConverter {
    private static final String ENCODING = "binary/protobuf";

    @Override
    public String encoding() {
        return ENCODING;
    }

    @Override
    public Optional<Payload> toPayload(Object value) {
        return value instanceof Message message
                ? Optional.of(ProtobufMessages.payload(ENCODING, message, message.toByteArray()))
                : Optional.empty();
    }

    @Override
    public Object fromPayload(Payload payload, Type type) {
        Message prototype = ProtobufMessages.prototype(payload, type);
        try {
            return prototype.getParserForType().parseFrom(payload.data());
        } catch (InvalidProtocolBufferException e) {
            throw ProtobufMessages.unreadable(payload, type, e);
        }
    }
}
