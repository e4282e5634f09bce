package dev.weft.examples.team;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.examples.team.TeamMember.Counted;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TeamWorkflowTest {

    @Test
    void partsTogetherAreTheWholeTextAndCutNoWord() {
        String text = "one two three four five six seven";

        List<String> parts = TeamWorkflow.split(text, 3);

        assertThat(String.join("", parts)).isEqualTo(text);
        assertThat(parts).containsExactly("one two three", " four five", " six seven");
    }

    @Test
    void aTextShorterThanTheTeamLeavesSomeWithoutWork() {
        assertThat(TeamWorkflow.split("word", 3)).containsExactly("word", "", "");
        assertThat(TeamWorkflow.split("", 3)).containsExactly("", "", "");
    }

    @Test
    void countsAreAddedUpMostFrequentFirst() {
        Team.Outcome outcome = TeamWorkflow.merge(List.of(
                new Counted("first", Map.of("log", 2, "step", 1)), new Counted("standby", Map.of("log", 3, "a", 2))));

        assertThat(outcome.totalWords()).isEqualTo(8);
        assertThat(outcome.members()).containsExactly("first", "standby");
        assertThat(outcome.words()).containsExactly(Map.entry("log", 5), Map.entry("a", 2), Map.entry("step", 1));
    }
}
