package dev.weft.sdk.scenario;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.fasterxml.jackson.module.paramnames.ParameterNamesModule;
import dev.weft.core.event.EventAttributes;
import dev.weft.core.event.HistoryEvent;
import dev.weft.core.model.FailureInfo;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;

/** Histories as JSON files, so that they outlive the code that wrote them. */
final class HistoryJson {
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    private interface ByKind {}

    private static final ObjectMapper MAPPER = mapper();

    private HistoryJson() {}

    private static ObjectMapper mapper() {
        ObjectMapper mapper = JsonMapper.builder()
                .addModule(new JavaTimeModule())
                .addModule(new ParameterNamesModule())
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(SerializationFeature.INDENT_OUTPUT)
                .visibility(PropertyAccessor.IS_GETTER, JsonAutoDetect.Visibility.NONE)
                .addMixIn(EventAttributes.class, ByKind.class)
                .addMixIn(FailureInfo.class, ByKind.class)
                .build();
        register(mapper, EventAttributes.class);
        register(mapper, FailureInfo.class);
        return mapper;
    }

    private static void register(ObjectMapper mapper, Class<?> type) {
        if (type.isSealed()) {
            for (Class<?> permitted : type.getPermittedSubclasses()) {
                register(mapper, permitted);
            }
        } else {
            mapper.registerSubtypes(new NamedType(type, type.getSimpleName()));
        }
    }

    static void write(Path file, List<HistoryEvent> history) throws IOException {
        MAPPER.writerFor(new TypeReference<List<HistoryEvent>>() {}).writeValue(file.toFile(), history);
    }

    static List<HistoryEvent> read(InputStream json) throws IOException {
        return MAPPER.readValue(json, new TypeReference<List<HistoryEvent>>() {});
    }
}
