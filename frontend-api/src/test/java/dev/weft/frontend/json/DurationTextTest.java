package dev.weft.frontend.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.frontend.problem.Problem;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationTextTest {

    @ParameterizedTest
    @CsvSource({
        "PT30S, PT30S",
        "30s, PT30S",
        "500ms, PT0.5S",
        "5m, PT5M",
        "2h, PT2H",
        "3d, PT72H",
        "1.5h, PT1H30M",
        "0, PT0S",
        "P1D, PT24H",
        "' 1s ', PT1S"
    })
    void bothFormsAreRead(String text, String expected) {
        assertThat(DurationText.parse("wait", text)).isEqualTo(Duration.parse(expected));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "30", "s", "30 s", "5 minutes", "-1s", "PT-1S", "1e3s", "999999999999999d", "36526d"})
    void anythingElseIsRefusedByTheNameOfTheField(String text) {
        assertThatThrownBy(() -> DurationText.parse("wait", text))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("Expected wait");
    }
}
