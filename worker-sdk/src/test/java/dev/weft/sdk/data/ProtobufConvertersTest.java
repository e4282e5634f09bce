package dev.weft.sdk.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Duration;
import com.google.protobuf.Int32Value;
import com.google.protobuf.Message;
import com.google.protobuf.Struct;
import com.google.protobuf.Timestamp;
import com.google.protobuf.Value;
import dev.weft.core.model.Payload;
import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProtobufConvertersTest {
    private static final Struct ORDER = Struct.newBuilder()
            .putFields("id", Value.newBuilder().setStringValue("o-1").build())
            .build();

    private final DataConverter data = new StandardDataConverter();

    @Test
    void aMessageTravelsAsItsJson() {
        Payload payload = data.toPayload(ORDER);

        assertThat(payload.encoding()).isEqualTo("json/protobuf");
        assertThat(payload.metadata()).containsExactly(Map.entry("messageType", "google.protobuf.Struct"));
        assertThat(new String(payload.data(), StandardCharsets.UTF_8)).isEqualTo("{\"id\":\"o-1\"}");
        assertThat(data.<Struct>fromPayload(payload, Struct.class)).isEqualTo(ORDER);
        assertThat(data.<RawJson>fromPayload(payload, RawJson.class)).isEqualTo(new RawJson("{\"id\":\"o-1\"}"));
    }

    @Test
    void aMessageTravelsInBinaryWhereThatConverterIsFirst() {
        DataConverter binary = new StandardDataConverter().withFirst(new ProtobufPayloadConverter());
        Timestamp time = Timestamp.newBuilder().setSeconds(7).build();

        Payload payload = binary.toPayload(time);

        assertThat(payload.encoding()).isEqualTo("binary/protobuf");
        assertThat(payload.data()).isEqualTo(time.toByteArray());
        assertThat(data.<Timestamp>fromPayload(payload, Timestamp.class)).isEqualTo(time);
    }

    @Test
    void nullIsNoMessage() {
        assertThat(data.<Timestamp>fromPayload(Payload.NONE, Timestamp.class)).isNull();
    }

    @Test
    void anotherMessageIsRefused() {
        Payload seven = data.toPayload(Int32Value.of(7));

        assertThatThrownBy(() -> data.fromPayload(seven, Duration.class))
                .isInstanceOf(DataConversionException.class)
                .hasMessage("Expected a protobuf message that can be read as com.google.protobuf.Duration, but got"
                        + " google.protobuf.Int32Value");
        assertThatThrownBy(() -> data.fromPayload(seven, String.class))
                .isInstanceOf(DataConversionException.class)
                .hasMessageStartingWith("Expected a protobuf message that can be read as java.lang.String");
        assertThatThrownBy(() -> data.fromPayload(seven, Message.class))
                .isInstanceOf(DataConversionException.class)
                .hasMessage("Expected a generated class of protobuf messages, but got com.google.protobuf.Message");
    }

    @Test
    void brokenMessagesAreRefused() {
        Payload brokenJson = new Payload("json/protobuf", Map.of(), "{".getBytes(StandardCharsets.UTF_8));
        Payload brokenBytes = new Payload("binary/protobuf", Map.of(), new byte[] {(byte) 0xff});

        assertThatThrownBy(() -> data.fromPayload(brokenJson, Struct.class))
                .isInstanceOf(DataConversionException.class)
                .hasMessageStartingWith("Expected a protobuf message that can be read as com.google.protobuf.Struct,"
                        + " but got one of an unknown type: ");
        assertThatThrownBy(() -> data.fromPayload(brokenBytes, Struct.class))
                .isInstanceOf(DataConversionException.class);
    }

    @Test
    void withoutProtobufOnTheClassPathEverythingElseIsConverted() throws Exception {
        URL[] withoutProtobuf = Arrays.stream(
                        System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.contains("protobuf-java"))
                .map(ProtobufConvertersTest::url)
                .toArray(URL[]::new);
        try (URLClassLoader loader = new URLClassLoader(withoutProtobuf, ClassLoader.getPlatformClassLoader())) {
            assertThatThrownBy(() -> loader.loadClass("com.google.protobuf.Message"))
                    .isInstanceOf(ClassNotFoundException.class);
            Class<?> converter = loader.loadClass(StandardDataConverter.class.getName());
            Object data = converter.getConstructor().newInstance();

            Object payload = converter.getMethod("toPayload", Object.class).invoke(data, "tea");

            assertThat(payload).hasToString("\"tea\"");
        }
    }

    private static URL url(String entry) {
        try {
            return Path.of(entry).toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(entry, e);
        }
    }
}
