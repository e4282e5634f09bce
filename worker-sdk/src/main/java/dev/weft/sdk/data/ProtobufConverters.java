package dev.weft.sdk.data;

import java.util.ArrayList;
import java.util.List;

/** The converters of protobuf messages, as far as their libraries are on the class path. Names no class of theirs. */
final class ProtobufConverters {
    private ProtobufConverters() {}

    /** JSON goes first, since people can read it. */
    static List<PayloadConverter> present() {
        List<PayloadConverter> converters = new ArrayList<>();
        if (isPresent("com.google.protobuf.Message")) {
            if (isPresent("com.google.protobuf.util.JsonFormat")) {
                converters.add(new ProtobufJsonPayloadConverter());
            }
            converters.add(new ProtobufPayloadConverter());
        }
        return converters;
    }

    private static boolean isPresent(String className) {
        try {
            Class.forName(className, false, ProtobufConverters.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
