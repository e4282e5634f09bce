package dev.weft.testing.junit;

import dev.weft.testing.replay.HistoryReplayer;
import dev.weft.testing.replay.RecordedHistory;
import java.util.Collection;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** One test for each history, for a method with {@code @TestFactory}. */
public final class ReplayTests {
    private ReplayTests() {}

    /** @param replayer must stay open until the tests have run */
    public static Stream<DynamicTest> of(HistoryReplayer replayer, Collection<RecordedHistory> histories) {
        return histories.stream()
                .map(history -> DynamicTest.dynamicTest(
                        history.toString(), () -> replayer.replay(history).assertReplays()));
    }
}
