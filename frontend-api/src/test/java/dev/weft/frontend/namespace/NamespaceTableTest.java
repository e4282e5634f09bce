package dev.weft.frontend.namespace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.schemas.NamespaceChange;
import dev.weft.schemas.NamespaceChange.State;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NamespaceTableTest {
    private final NamespaceTable table = new NamespaceTable();

    @Test
    void theDefaultNamespaceIsThereWithoutBeingRegistered() {
        assertThat(table.find("default")).contains(Namespace.implicit("default"));
        assertThat(table.find("other")).isEmpty();
    }

    @Test
    void ofTwoRegistrationsTheFirstInTheLogCounts() {
        assertThat(table.apply(change("a", "", "1h"))).isTrue();
        assertThat(table.apply(change("b", "", "2h"))).isFalse();

        assertThat(table.find("shop")).map(Namespace::registrationId).contains("a");
        assertThat(table.find("shop")).map(Namespace::retention).contains(Duration.ofHours(1));
    }

    @Test
    void ofTwoChangesOfTheSameTheFirstInTheLogCounts() {
        table.apply(change("a", "", "1h"));

        assertThat(table.apply(change("b", "a", "2h"))).isTrue();
        assertThat(table.apply(change("c", "a", "3h"))).isFalse();
        assertThat(table.apply(change("d", "b", "4h"))).isTrue();

        assertThat(table.find("shop")).map(Namespace::changeId).contains("d");
        assertThat(table.find("shop")).map(Namespace::registrationId).contains("a");
    }

    @Test
    void aChangeThatIsReadTwiceCountsOnce() {
        table.apply(change("a", "", "1h"));

        assertThat(table.apply(change("a", "", "1h"))).isFalse();
    }

    @Test
    void theFirstChangeOfTheDefaultNamespaceBuildsUponNothing() {
        NamespaceChange change = new NamespaceChange(
                "default", "a", "", State.REGISTERED, Duration.ofDays(9), "", Map.of(), Instant.EPOCH);

        assertThat(table.apply(change)).isTrue();

        assertThat(table.find("default")).map(Namespace::retention).contains(Duration.ofDays(9));
    }

    private static NamespaceChange change(String changeId, String previousId, String retention) {
        return new NamespaceChange(
                "shop",
                changeId,
                previousId,
                State.REGISTERED,
                Duration.parse("PT" + retention.toUpperCase()),
                "",
                Map.of(),
                Instant.EPOCH);
    }
}
