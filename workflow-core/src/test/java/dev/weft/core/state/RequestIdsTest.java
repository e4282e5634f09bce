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
    void knownIdKeepsItsPlace() {
        assertThat(RequestIds.of(List.of("a", "b")).with("a", 2).toList()).containsExactly("a", "b");
    }
}
