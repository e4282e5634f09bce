package dev.weft.sdk.data;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import dev.weft.core.model.Payload;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Protobuf messages in protobuf's JSON format, by default without whitespace and ignoring fields that a message does not
 * know. Needs {@code protobuf-java-util}.
 */
public final class ProtobufJsonPayloadConverter implements PayloadConverter {
    private static final String ENCODING = "json/protobuf";

    private final JsonFormat.Printer printer;
    private final JsonFormat.Parser parser;

    public ProtobufJsonPayloadConverter() {
        this(
                JsonFormat.printer().omittingInsignificantWhitespace(),
                JsonFormat.parser().ignoringUnknownFields());
    }

    /** For messages that hold others in {@code Any}: both know the types that may come up. */
    public ProtobufJsonPayloadConverter(JsonFormat.Printer printer, JsonFormat.Parser parser) {
        this.printer = printer;
        this.parser = parser;
    }

    @Override
    public String encoding() {
        return ENCODING;
    }

    @Override
    public Optional<Payload> toPayload(Object value) {
        if (!(value instanceof Message message)) {
            return Optional.empty();
        }
        try {
            byte[] json = printer.print(message).getBytes(StandardCharsets.UTF_8);
            return Optional.of(ProtobufMessages.payload(ENCODING, message, json));
        } catch (InvalidProtocolBufferException e) {
            throw new DataConversionException(
                    "Expected a protobuf message that can be written as JSON, but got one of "
                            + message.getClass().getName() + ": " + e.getMessage(),
                    e);
        }
    }

    @Override
    public Object fromPayload(Payload payload, Type type) {
        String json = new String(payload.data(), StandardCharsets.UTF_8);
        if (type == RawJson.class) {
            return new RawJson(json);
        }
        Message.Builder builder = ProtobufMessages.prototype(payload, type).newBuilderForType();
        try {
            parser.merge(json, builder);
            return builder.build();
        } catch (InvalidProtocolBufferException e) {
            throw ProtobufMessages.unreadable(payload, type, e);
        }
    }
}
