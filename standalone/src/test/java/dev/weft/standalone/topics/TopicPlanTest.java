package dev.weft.standalone.topics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class TopicPlanTest {
    private final Map<String, TopicPlan> plans =
            TopicPlan.all("shop", 6, false).stream().collect(Collectors.toMap(TopicPlan::name, Function.identity()));

    @Test
    void everyNameBeginsWithThePrefix() {
        assertThat(plans).hasSize(10).allSatisfy((name, plan) -> assertThat(name)
                .startsWith("shop-"));
    }

    @Test
    void requestsAreStampedByTheLog() {
        assertThat(plans.get("shop-requests").settings()).containsEntry("message.timestamp.type", "LogAppendTime");
    }

    @Test
    void changelogsHaveAsManyPartitionsAsRequestsAndAreCompacted() {
        assertThat(plans.get("shop-requests").partitions()).isEqualTo(6);
        for (String changelog : new String[] {"shop-history-changelog", "shop-executions-changelog"}) {
            assertThat(plans.get(changelog).partitions()).isEqualTo(6);
            assertThat(plans.get(changelog).settings()).containsEntry("cleanup.policy", "compact");
        }
    }

    /** Each change builds upon the one before, so that none may be missing. */
    @Test
    void changesOfNamespacesAreKeptInOneOrder() {
        assertThat(plans.get("shop-namespaces").partitions()).isEqualTo(1);
        assertThat(plans.get("shop-namespaces").settings())
                .containsEntry("cleanup.policy", "delete")
                .containsEntry("retention.ms", "-1");
    }

    @Test
    void workersThatAreNotHeardOfAreForgotten() {
        assertThat(plans.get("shop-workers").partitions()).isEqualTo(1);
        assertThat(plans.get("shop-workers").settings())
                .containsEntry("cleanup.policy", "compact,delete")
                .containsEntry("retention.ms", "3600000");
    }

    @Test
    void deadLettersAreKept() {
        assertThat(plans.get("shop-dead-letters").partitions()).isEqualTo(1);
        assertThat(plans.get("shop-dead-letters").settings()).containsEntry("retention.ms", "-1");
    }

    @Test
    void onlyFsyncFlushesEachRequest() {
        assertThat(plans.get("shop-requests").settings()).doesNotContainEntry("flush.messages", "1");
        assertThat(TopicPlan.all("shop", 6, true).getFirst().settings()).containsEntry("flush.messages", "1");
    }
}
