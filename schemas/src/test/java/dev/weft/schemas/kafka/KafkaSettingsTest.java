package dev.weft.schemas.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;

final class KafkaSettingsTest {

    @Test
    void securitySettingsReachEveryClient() {
        KafkaSettings settings = new KafkaSettings("broker:9092", Map.of("security.protocol", "SSL"));

        assertThat(settings.client("a")).containsEntry("security.protocol", "SSL");
        assertThat(settings.producer("a")).containsEntry("security.protocol", "SSL");
        assertThat(settings.tailConsumer("a")).containsEntry("security.protocol", "SSL");
    }

    @Test
    void durabilityCannotBeSetAway() {
        KafkaSettings settings = new KafkaSettings("broker:9092", Map.of("acks", "1", "enable.idempotence", "false"));

        assertThat(settings.producer("a")).containsEntry("acks", "all").containsEntry("enable.idempotence", true);
    }

    @Test
    void kafkaAcceptsTheSettings() {
        KafkaSettings settings = KafkaSettings.of("127.0.0.1:1");

        assertThatCode(() -> LogProducer.connect(settings, "a").close()).doesNotThrowAnyException();
        assertThatCode(() -> new KafkaConsumer<>(
                                settings.tailConsumer("a"), new ByteArrayDeserializer(), new ByteArrayDeserializer())
                        .close())
                .doesNotThrowAnyException();
    }

    @Test
    void missingBrokersAreRefused() {
        assertThatThrownBy(() -> KafkaSettings.of(" "))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Expected the addresses of Kafka brokers, but there are none");
    }
}
