package dev.weft.e2e.installation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.schemas.topic.Topics;
import dev.weft.standalone.platform.KafkaCluster;
import dev.weft.standalone.verify.Difference;
import dev.weft.standalone.verify.Scope;
import dev.weft.standalone.verify.Summary;
import dev.weft.standalone.verify.Verification;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What {@code weft verify} finds out, without a process for it. */
public final class Verified {
    private Verified() {}

    /** Every stored state is what its history says, also while the platform runs. */
    public static Summary assertStatesAreWhatHistoriesSay(String bootstrapServers) {
        List<Difference> differences = new ArrayList<>();
        Summary summary = new Verification(
                        new KafkaCluster(bootstrapServers, Map.of()),
                        Topics.DEFAULT,
                        Scope.EVERYTHING,
                        differences::add)
                .run();
        assertThat(differences).isEmpty();
        assertThat(summary.executions()).isPositive();
        return summary;
    }
}
