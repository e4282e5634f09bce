package dev.weft.frontend.stream;

import dev.weft.core.model.WorkflowStatus;
import dev.weft.core.reply.ExecutionDescription.Problem;
import java.time.Instant;

/**
 * How the run that a client follows fares.
 *
 * @param cause why workflow tasks fail, as are {@code message}, {@code since} and {@code attempts}; empty when nothing
 *     keeps the run from going on
 * @param attempts workflow tasks that had failed in a row when this was told
 */
public record StatusView(
        String runId, WorkflowStatus status, String cause, String message, Instant since, int attempts) {

    static StatusView of(String runId, WorkflowStatus status, Problem problem) {
        return new StatusView(runId, status, problem.cause(), problem.message(), problem.since(), problem.attempts());
    }
}
