package dev.weft.standalone.verify;

import static dev.weft.standalone.verify.RecordedExecution.complete;
import static dev.weft.standalone.verify.RecordedExecution.timer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.schemas.EventBatch;
import dev.weft.schemas.routing.HistoryKey;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SliceCheckTest {
    private static final long SETTLED = 100;

    private final List<Difference> found = new ArrayList<>();
    private final SliceCheck check = new SliceCheck(SETTLED, found::add);
    private final RecordedExecution order =
            new RecordedExecution("order").start("run-1").completeTask(timer("t"));
    private long offset;

    @Test
    void stateThatHistoryFoldsToShowsNoDifference() {
        check.stored(order.key, order.stored());
        tell(order.row("run-1", 1, 3), order.row("run-1", 4, 5));

        assertThat(differences()).isEmpty();
        assertThat(check.summary()).isEqualTo(new Summary(1, 1, 5, 0));
    }

    @Test
    void fieldThatDiffersIsReportedWithWhatEitherSideSays() {
        StoredExecution stored = order.stored();
        order.signal("pay").completeTask(timer("late"));
        RecordedExecution other = new RecordedExecution("order").start("run-1").completeTask(timer("x"));
        check.stored(order.key, other.stored());
        tell(order.history("run-1"));

        assertThat(stored.current()).isNotEqualTo(other.stored().current());
        assertThat(differences()).singleElement().satisfies(difference -> {
            assertThat(difference.execution()).isEqualTo(order.key);
            assertThat(difference.runId()).isEqualTo("run-1");
            assertThat(difference.field()).isEqualTo("timers");
            assertThat(difference.stored()).contains("timerId=x,").doesNotContain("late");
            assertThat(difference.folded()).contains("timerId=t,");
            assertThat(difference.toString()).startsWith("default/order run run-1 timers: the state says ");
        });
    }

    @Test
    void stateIsComparedAsOfTheEventThatItHasSeenLast() {
        check.stored(order.key, order.stored());
        order.signal("pay").completeTask(timer("late"));
        tell(order.history("run-1"));

        assertThat(differences()).isEmpty();
    }

    @Test
    void newerStateTakesThePlaceOfAnOlderOne() {
        check.stored(order.key, new RecordedExecution("order").start("run-0").stored());
        check.stored(order.key, order.stored());
        tell(order.history("run-1"));

        assertThat(differences()).isEmpty();
    }

    @Test
    void rowThatWasWrittenAgainIsNotFoldedTwice() {
        check.stored(order.key, order.stored());
        tell(order.row("run-1", 1, 3), order.row("run-1", 1, 3), order.row("run-1", 4, 5));

        assertThat(differences()).isEmpty();
    }

    @Test
    void gapInTheIdsOfEventsIsReported() {
        check.stored(order.key, order.stored());
        tell(order.row("run-1", 1, 2), order.row("run-1", 4, 5));

        assertThat(differences())
                .containsExactly(
                        new Difference(order.key, "run-1", "history", "events 1 to 5", "events 1 to 2, then 4"));
    }

    @Test
    void stateWithoutHistoryIsReported() {
        check.stored(order.key, order.stored());

        assertThat(differences())
                .containsExactly(new Difference(order.key, "run-1", "history", "events 1 to 5", "no event"));
    }

    @Test
    void historyThatEndsBeforeItsStateIsReported() {
        check.stored(order.key, order.stored());
        tell(order.row("run-1", 1, 3));

        assertThat(differences())
                .containsExactly(new Difference(order.key, "run-1", "history", "events 1 to 5", "events 1 to 3"));
    }

    @Test
    void historyThatDoesNotBeginWithTheStartOfItsRunIsReported() {
        check.stored(order.key, order.stored());
        EventBatch foreign = new RecordedExecution("order").start("run-2").history("run-2");
        tell(new EventBatch(order.key, "run-1", foreign.events()));

        assertThat(differences()).singleElement().satisfies(difference -> assertThat(difference.folded())
                .startsWith("a first event that does not start the run"));
    }

    @Test
    void runThatNoStateKnowsIsReported() {
        tell(order.row("run-1", 1, 3), order.row("run-1", 4, 5));

        assertThat(differences())
                .containsExactly(
                        new Difference(order.key, "run-1", "run", "nothing of it", "that it has events (rows: 2)"));
    }

    @Test
    void runThatBeganAfterTheStatesWereReadIsNoDifference() {
        offset = SETTLED;
        tell(order.history("run-1"));

        assertThat(differences()).isEmpty();
    }

    @Test
    void runThatWasDeletedBeforeTheStatesWereReadIsNoDifference() {
        tell(order.history("run-1"));
        check.deletedEvents(new HistoryKey(order.key, "run-1", 1));

        assertThat(differences()).isEmpty();
    }

    @Test
    void runThatIsDeletedWhileItIsReadIsNoDifference() {
        check.stored(order.key, order.stored());
        tell(order.history("run-1"));
        check.deletedEvents(new HistoryKey(order.key, "run-1", 1));
        check.finish();

        check.forgottenLater(order.key);
        check.settleDoubts();

        assertThat(found).isEmpty();
    }

    @Test
    void historyThatIsDeletedWhileTheStateStillKnowsTheRunIsReported() {
        check.stored(order.key, order.stored());
        tell(order.history("run-1"));
        check.deletedEvents(new HistoryKey(order.key, "run-1", 1));
        check.finish();

        check.storedLater(order.key, order.stored());
        check.settleDoubts();

        assertThat(found)
                .containsExactly(
                        new Difference(order.key, "run-1", "history", "events 1 to 5", "that they are deleted"));
    }

    @Test
    void formerRunsAreThereAndClosed() {
        order.completeTask();
        RecordedExecution twice = new RecordedExecution("twice")
                .start("run-1")
                .completeTask(complete())
                .start("run-2");
        check.stored(twice.key, twice.stored());
        tell(twice.row("run-1", 1, 4), twice.history("run-2"));

        assertThat(differences())
                .containsExactly(
                        new Difference(twice.key, "run-1", "closeStatus", "that the run is closed", "RUNNING"));
        assertThat(check.summary().runs()).isEqualTo(2);
    }

    @Test
    void closedRunThatGotAnotherEventIsReported() {
        RecordedExecution closed =
                new RecordedExecution("closed").start("run-1").signal("pay").completeTask(complete());
        StoredExecution stored = closed.completeTask(complete()).stored();
        assertThat(stored.current().closeStatus().isOpen()).isFalse();
        check.stored(closed.key, stored);
        EventBatch whole = closed.history("run-1");
        tell(whole);
        EventBatch more = new RecordedExecution("closed")
                .start("run-1")
                .signal("pay")
                .completeTask()
                .completeTask(timer("a"), timer("b"), timer("c"), timer("d"), timer("e"))
                .history("run-1");
        tell(new EventBatch(
                closed.key,
                "run-1",
                more.events().subList(whole.events().size(), more.events().size())));

        assertThat(differences()).singleElement().satisfies(difference -> assertThat(difference.stored())
                .endsWith("closed the run"));
    }

    @Test
    void stateThatCannotBeReadIsReportedOnce() {
        check.unreadableState(order.key, "Expected Avro, but got text");
        tell(order.history("run-1"));

        assertThat(differences()).singleElement().satisfies(difference -> assertThat(difference.stored())
                .contains("Expected Avro, but got text"));
    }

    @Test
    void eventsThatCannotBeReadAreReported() {
        check.stored(order.key, order.stored());
        tell(order.row("run-1", 1, 3));
        check.unreadableEvents(offset, new HistoryKey(order.key, "run-1", 4), "Expected Avro, but got text");

        assertThat(differences()).singleElement().satisfies(difference -> assertThat(difference.folded())
                .contains("from 4 on"));
    }

    private void tell(EventBatch... rows) {
        for (EventBatch row : rows) {
            check.events(offset++, row);
        }
    }

    private List<Difference> differences() {
        check.finish();
        check.settleDoubts();
        return found;
    }
}
