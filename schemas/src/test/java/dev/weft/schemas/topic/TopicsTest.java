package dev.weft.schemas.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class TopicsTest {

    @Test
    void namesBeginWithThePrefix() {
        Topics topics = new Topics("shop");

        assertThat(topics.requests()).isEqualTo("shop-requests");
        assertThat(topics.historyChangelog()).isEqualTo("shop-history-changelog");
        assertThat(topics.executionsChangelog()).isEqualTo("shop-executions-changelog");
        assertThat(topics.tasks()).isEqualTo("shop-tasks");
        assertThat(topics.replies()).isEqualTo("shop-replies");
        assertThat(topics.streams()).isEqualTo("shop-streams");
        assertThat(topics.deadLetters()).isEqualTo("shop-dead-letters");
        assertThat(topics.routing()).isEqualTo("shop-routing");
        assertThat(topics.namespaces()).isEqualTo("shop-namespaces");
        assertThat(topics.workers()).isEqualTo("shop-workers");
    }

    @Test
    void illegalPrefixIsRefused() {
        assertThatThrownBy(() -> new Topics("a b"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("but it is 'a b'");
    }
}
