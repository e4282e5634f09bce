package dev.weft.core.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RequestIdsTest {

    @Test
    void theOldestIsForgottenFirst() {
        RequestIds ids = RequestIds.of(List.of("a", "b")).with("c", 2);
        assertThat(ids.toList()).containsExactly("b", "c");
        assertThat(ids.contains("a")).isFalse();
    }

    @Test
    void theOldestAreForgottenWhenAllAreTooLargeTogether() {
        RequestIds ids = RequestIds.NONE;
        for (int id = 0; id < 1_000; id++) {
            ids = ids.with(id + "-" + "x".repeat(990), Limits.REQUEST_IDS);
        }
        assertThat(ids.toList()).hasSizeBetween(500, 530);
        assertThat(ids.contains("999-" + "x".repeat(990))).isTrue();
    }

    @Test
    void knownIdKeepsItsPlace() {
        assertThat(RequestIds.of(List.of("a", "b")).with("a", 2).toList()).containsExactly("a", "b");
    }
}
