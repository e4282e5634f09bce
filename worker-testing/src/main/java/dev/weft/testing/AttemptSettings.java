package dev.weft.testing;

import dev.weft.core.model.Payload;
import java.time.Duration;
import java.util.List;

/** What an attempt is told. */
record AttemptSettings(
        String workflowType,
        String workflowId,
        int attempt,
        Duration startToClose,
        Duration heartbeat,
        List<Payload> heartbeatDetails) {
    static final AttemptSettings DEFAULT =
            new AttemptSettings("TestWorkflow", "test", 1, Duration.ofMinutes(1), Duration.ZERO, List.of());

    AttemptSettings withWorkflow(String type, String id) {
        return new AttemptSettings(type, id, attempt, startToClose, heartbeat, heartbeatDetails);
    }

    AttemptSettings withAttempt(int number) {
        return new AttemptSettings(workflowType, workflowId, number, startToClose, heartbeat, heartbeatDetails);
    }

    AttemptSettings withTimeouts(Duration ofAttempt, Duration ofHeartbeat) {
        return new AttemptSettings(workflowType, workflowId, attempt, ofAttempt, ofHeartbeat, heartbeatDetails);
    }

    AttemptSettings withHeartbeatDetails(List<Payload> details) {
        return new AttemptSettings(workflowType, workflowId, attempt, startToClose, heartbeat, details);
    }
}
