package dev.weft.schemas.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.event.ActivityEvent;
import dev.weft.core.event.ChildEvent;
import dev.weft.core.event.EventAttributes;
import dev.weft.core.event.ExternalEvent;
import dev.weft.core.event.HistoryEvent;
import dev.weft.core.event.MessageEvent;
import dev.weft.core.event.TimerEvent;
import dev.weft.core.event.WorkflowEvent;
import dev.weft.core.event.WorkflowTaskEvent;
import dev.weft.core.model.EncodedSize;
import dev.weft.core.model.Failure;
import dev.weft.core.model.Payload;
import dev.weft.core.model.RunSettings;
import dev.weft.core.state.EventSize;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the core takes for the size of a value, against what the value takes on the log. */
final class EncodedSizeTest {
    private static final int HEADER = WireFormat.HEADER_BYTES;

    /** Random numbers are larger than real ones: up to ten bytes where ids and times take six or seven. */
    private static final int WILD_NUMBERS = 64;

    /** What is counted for the kind, the ids and the times of an event, at the most. */
    private static final int FIXED = 160;

    private static <T> Codec<T> codec(Class<T> type) {
        return new RecordCodecs().codec("test", type, new SchemaBook(1));
    }

    static Stream<Class<?>> groups() {
        return Stream.of(
                WorkflowEvent.class,
                WorkflowTaskEvent.class,
                ActivityEvent.class,
                TimerEvent.class,
                ChildEvent.class,
                ExternalEvent.class,
                MessageEvent.class);
    }

    @ParameterizedTest
    @MethodSource("groups")
    void eventOfEveryTypeTakesNoMoreThanItIsCountedForAndNotMuchLess(Class<? extends EventAttributes> group) {
        Codec<HistoryEvent> codec = codec(HistoryEvent.class);
        RandomValues values = new RandomValues(random());
        Set<Class<?>> seen = new HashSet<>();
        for (int i = 0; i < 600; i++) {
            EventAttributes attributes = values.next(group);
            seen.add(attributes.getClass());
            HistoryEvent event = new HistoryEvent(1_000_000, Instant.ofEpochMilli(1_800_000_000_000L), attributes);

            long counted = EventSize.of(attributes);

            assertThat((long) codec.encode(event).length - HEADER)
                    .as("%s", attributes)
                    .isBetween((counted - FIXED) / 2, counted + WILD_NUMBERS);
        }
        assertThat(seen).hasSameSizeAs(Arrays.asList(group.getPermittedSubclasses()));
    }

    public record Payloads(List<Payload> list, Map<String, Payload> map, Map<String, List<Payload>> lists) {}

    @Test
    void payloadsTakeNoMoreThanTheyAreCountedFor() {
        Codec<Payloads> codec = codec(Payloads.class);
        RandomValues values = new RandomValues(random());
        for (int i = 0; i < 500; i++) {
            Payloads payloads = values.next(Payloads.class);

            long counted = EncodedSize.of(payloads.list())
                    + EncodedSize.of(payloads.map())
                    + EncodedSize.ofLists(payloads.lists());

            assertThat((long) codec.encode(payloads).length - HEADER).isBetween(counted / 4, counted);
        }
    }

    @Test
    void largePayloadTakesWhatItIsCountedFor() {
        Payload large = new Payload(Payload.BINARY, Map.of("codec", "zip"), new byte[3 << 20]);

        long counted = EncodedSize.of(large);

        assertThat((long) codec(Payload.class).encode(large).length - HEADER).isBetween(counted - 20, counted);
    }

    @Test
    void failuresAndSettingsTakeNoMoreThanTheyAreCountedFor() {
        Codec<Failure> failures = codec(Failure.class);
        Codec<RunSettings> settings = codec(RunSettings.class);
        RandomValues values = new RandomValues(random());
        for (int i = 0; i < 300; i++) {
            Failure failure = values.next(Failure.class);
            RunSettings some = values.next(RunSettings.class);

            assertThat((long) failures.encode(failure).length - HEADER)
                    .isLessThanOrEqualTo(EncodedSize.of(failure) + WILD_NUMBERS);
            assertThat((long) settings.encode(some).length - HEADER)
                    .isLessThanOrEqualTo(EncodedSize.of(some) + WILD_NUMBERS);
        }
    }

    @Test
    void beginningOfATextTakesNoMoreThanItMay() {
        String text = "aé日\uD83E\uDDF5".repeat(50);
        for (int bytes = 0; bytes < 500; bytes++) {
            String prefix = EncodedSize.prefix(text, bytes);
            assertThat(text).startsWith(prefix);
            assertThat(prefix.getBytes(java.nio.charset.StandardCharsets.UTF_8).length)
                    .isBetween(bytes - 3, bytes);
        }
        assertThat(EncodedSize.prefix(text, 500)).isEqualTo(text);
    }

    private static RandomGenerator random() {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(85);
    }
}
