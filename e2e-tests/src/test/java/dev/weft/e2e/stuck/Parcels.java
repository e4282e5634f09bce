package dev.weft.e2e.stuck;

import dev.weft.sdk.activity.ActivityInterface;
import dev.weft.sdk.workflow.ActivityOptions;
import java.time.Duration;

/** What is done with parcels. */
@ActivityInterface
public interface Parcels {
    ActivityOptions SOON = ActivityOptions.startToClose(Duration.ofSeconds(20));

    String pack(String what);

    String handOver(String where);
}
