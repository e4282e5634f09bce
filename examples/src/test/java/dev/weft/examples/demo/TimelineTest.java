package dev.weft.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.sdk.client.HistoryEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TimelineTest {
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    private final List<HistoryEntry> history = new ArrayList<>();

    @Test
    void aHistoryIsToldInAlignedWords() {
        event("WorkflowExecutionStarted", Map.of("workflowType", "Review"));
        event("WorkflowTaskScheduled", Map.of());
        event("WorkflowTaskStarted", Map.of());
        event("WorkflowTaskCompleted", Map.of());
        event("ActivityTaskScheduled", Map.of("activityType", "Analyze"));
        event("ActivityTaskStarted", Map.of("scheduledEventId", 5, "attempt", 3));
        event(
                "ActivityTaskCompleted",
                Map.of("scheduledEventId", 5, "startedEventId", 6, "result", Map.of("summary", "2 findings")));
        event("TimerStarted", Map.of("startToFire", "PT72H"));
        event("WorkflowExecutionSignaled", Map.of("signalName", "approve", "input", "Grace"));
        event("WorkflowExecutionCompleted", Map.of("result", 7));

        assertThat(lines())
                .containsExactly(
                        "   0.000 s    1  · started Review",
                        "   0.060 s    7  ✓ Analyze, attempt 3 → 2 findings                         20 ms",
                        "   0.070 s    8  · timer set for 3 days",
                        "   0.080 s    9  · signal approve \"Grace\"",
                        "   0.090 s   10  ✓ completed → 7");
    }

    @Test
    void aFailureIsToldByItsInnermostCause() {
        event("ActivityTaskScheduled", Map.of("activityType", "Charge"));
        event("ActivityTaskFailed", Map.of("scheduledEventId", 1, "failure", Map.of("message", "card declined")));
        event(
                "WorkflowExecutionFailed",
                Map.of("failure", Map.of("message", "activity failed", "cause", Map.of("message", "card declined"))));

        assertThat(lines())
                .containsExactly(
                        "   0.010 s    2  ✗ Charge failed: card declined                            10 ms",
                        "   0.020 s    3  ✗ failed: card declined");
    }

    @Test
    void manyOfTheSameAreFolded() {
        for (int i = 0; i < 50; i++) {
            event("ActivityTaskScheduled", Map.of("activityType", "Append"));
            event("ActivityTaskCompleted", Map.of("scheduledEventId", 2 * i + 1));
        }

        assertThat(lines())
                .containsExactly(
                        "   0.010 s    2  ✓ Append                                                  10 ms",
                        "                 ⋮ 48 more of Append",
                        "   0.990 s  100  ✓ Append                                                  10 ms");
    }

    @Test
    void notesStandWhereTheyHappened() {
        event("WorkflowExecutionStarted", Map.of("workflowType", "Crash"));
        event("TimerFired", Map.of());

        assertThat(Timeline.of(history, List.of(Moment.note(BEGIN.plusMillis(5), "kill -9")))
                        .lines(Colours.NONE))
                .containsExactly(
                        "   0.000 s    1  · started Crash",
                        "   0.005 s       ! kill -9",
                        "   0.010 s    2  · timer fired");
    }

    @Test
    void noLineIsWiderThanATerminal() {
        event("WorkflowExecutionStarted", Map.of("workflowType", "T".repeat(200)));
        event("ActivityTaskScheduled", Map.of("activityType", "A".repeat(200)));
        event("ActivityTaskCompleted", Map.of("scheduledEventId", 2, "result", Map.of("a", "b".repeat(99), "c", 1)));

        assertThat(lines()).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(Timeline.WIDTH));
    }

    @Test
    void coloursSurroundTheSameText() {
        event("TimerFired", Map.of());

        String coloured = Timeline.of(history, List.of()).lines(Colours.ANSI).getFirst();

        assertThat(coloured).contains("\u001b[2m");
        assertThat(coloured.replaceAll("\u001b\\[\\d+m", "").stripTrailing())
                .isEqualTo("   0.000 s    1  · timer fired");
    }

    private List<String> lines() {
        return Timeline.of(history, List.of()).lines(Colours.NONE);
    }

    private void event(String type, Map<String, Object> attributes) {
        int count = history.size();
        history.add(new HistoryEntry(count + 1, type, BEGIN.plusMillis(10L * count), attributes));
    }
}
