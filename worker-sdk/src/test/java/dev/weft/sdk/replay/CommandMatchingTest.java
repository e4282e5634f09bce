package dev.weft.sdk.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.command.Command;
import dev.weft.core.event.EventAttributes;
import dev.weft.core.event.TimerEvent;
import dev.weft.core.event.WorkflowEvent;
import dev.weft.core.model.Payload;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class CommandMatchingTest {
    private static final Duration DELAY = Duration.ofSeconds(1);

    @Test
    void aTimerFitsItsIdWhateverItsDuration() {
        EventAttributes event = new TimerEvent.TimerStarted("1", Duration.ofDays(1), 3);

        assertThat(CommandMatching.fits(new Command.StartTimer("1", DELAY), event))
                .isTrue();
        assertThat(CommandMatching.fits(new Command.StartTimer("2", DELAY), event))
                .isFalse();
        assertThat(CommandMatching.fits(new Command.CancelTimer("1"), event)).isFalse();
    }

    @Test
    void closesThatCodeDidNotAskForAreNoCommandEvents() {
        assertThat(CommandMatching.isCommandEvent(
                        new WorkflowEvent.WorkflowExecutionCompleted(Payload.NONE, 4, List.of())))
                .isTrue();
        assertThat(CommandMatching.isCommandEvent(
                        new WorkflowEvent.WorkflowExecutionTerminated("because", List.of(), "operator", "")))
                .isFalse();
        assertThat(CommandMatching.isCommandEvent(new TimerEvent.TimerFired("1", 5)))
                .isFalse();
    }

    @Test
    void markerIdsWithQuotesAreTold() {
        Command.RecordMarker marker = Markers.version("a \"quoted\" \\ change", 2);

        assertThat(CommandMatching.describe(marker)).contains("(Version \"a \\\"quoted\\\" \\\\ change\")");
    }
}
