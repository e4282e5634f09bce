package dev.weft.sdk.data;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import dev.weft.core.model.Payload;
import java.lang.reflect.Type;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** What the payloads of protobuf messages have in common. */
final class ProtobufMessages {
    /** Full name of the message's type, in the metadata of its payload. */
    private static final String MESSAGE_TYPE = "messageType";

    private static final ConcurrentMap<Class<?>, Message> PROTOTYPES = new ConcurrentHashMap<>();

    private ProtobufMessages() {}

    static Payload payload(String encoding, Message message, byte[] data) {
        String messageType = message.getDescriptorForType().getFullName();
        return new Payload(encoding, Map.of(MESSAGE_TYPE, messageType), data);
    }

    /**
     * The empty message of {@code type}.
     *
     * @throws DataConversionException when that is no message, or another one than the payload holds
     */
    static Message prototype(Payload payload, Type type) {
        if (!(type instanceof Class<?> messageClass) || !Message.class.isAssignableFrom(messageClass)) {
            throw new DataConversionException(expected(type) + held(payload));
        }
        Message prototype = PROTOTYPES.computeIfAbsent(messageClass, ProtobufMessages::defaultInstance);
        String messageType = prototype.getDescriptorForType().getFullName();
        if (!payload.metadata().getOrDefault(MESSAGE_TYPE, messageType).equals(messageType)) {
            throw new DataConversionException(expected(type) + held(payload));
        }
        return prototype;
    }

    private static Message defaultInstance(Class<?> messageClass) {
        try {
            return (Message) messageClass.getMethod("getDefaultInstance").invoke(null);
        } catch (ReflectiveOperationException e) {
            throw new DataConversionException(
                    "Expected a generated class of protobuf messages, but got " + messageClass.getName(), e);
        }
    }

    static DataConversionException unreadable(Payload payload, Type type, InvalidProtocolBufferException why) {
        return new DataConversionException(expected(type) + held(payload) + ": " + why.getMessage(), why);
    }

    private static String expected(Type type) {
        return "Expected a protobuf message that can be read as " + type.getTypeName() + ", but got ";
    }

    private static String held(Payload payload) {
        return payload.metadata().getOrDefault(MESSAGE_TYPE, "one of an unknown type");
    }
}
