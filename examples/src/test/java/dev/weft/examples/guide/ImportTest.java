package dev.weft.examples.guide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.sdk.activity.Activity;
import dev.weft.sdk.activity.ActivityExecutionContext;
import dev.weft.sdk.activity.ActivityInterface;
import dev.weft.testing.TestActivityEnvironment;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ImportTest {
    @ActivityInterface
    public interface Import {
        int importRows(List<String> rows);
    }

    static final class ImportActivity implements Import {
        @Override
        public int importRows(List<String> rows) {
            ActivityExecutionContext context = Activity.getExecutionContext();
            int row = context.getHeartbeatDetails(Integer.class).orElse(0);
            while (row < rows.size()) {
                context.heartbeat(++row);
            }
            return row;
        }
    }

    @Test
    void anImportGoesOnWhereTheLastAttemptEnded() {
        try (TestActivityEnvironment environment = TestActivityEnvironment.newInstance()) {
            environment.registerActivitiesImplementations(new ImportActivity());
            List<Integer> heartbeats = new ArrayList<>();
            environment.setHeartbeatListener(Integer.class, heartbeats::add);
            environment.setHeartbeatDetails(2);

            int imported = environment.newActivityStub(Import.class).importRows(List.of("a", "b", "c", "d"));

            assertThat(imported).isEqualTo(4);
            assertThat(heartbeats).containsExactly(3, 4);
        }
    }
}
