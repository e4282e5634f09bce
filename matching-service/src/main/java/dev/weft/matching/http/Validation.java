package dev.weft.matching.http;

import dev.weft.core.protocol.WorkerProtocol.PollRequest;
import dev.weft.core.protocol.WorkerProtocol.ReportRequest;
import dev.weft.core.protocol.WorkerProtocol.WorkerStatus;
import java.util.Optional;
import java.util.stream.IntStream;

/** Checks what a worker asks for; empty when nothing is wrong. */
final class Validation {
    private static final int NAME_LENGTH = 1_000;
    private static final int TYPES = 10_000;

    private Validation() {}

    static Optional<Problem> check(PollRequest request) {
        if (request.maximumWorkflowTasks() < 0 || request.maximumActivityTasks() < 0) {
            return Optional.of(Problem.malformed("Expected numbers of tasks from 0, but got "
                    + request.maximumWorkflowTasks() + " and " + request.maximumActivityTasks()));
        }
        if (request.waitMillis() < 0) {
            return Optional.of(Problem.malformed("Expected a wait from 0 ms, but got " + request.waitMillis()));
        }
        return name("namespace", request.namespace())
                .or(() -> name("task queue", request.taskQueue()))
                .or(() -> name("worker id", request.workerId()));
    }

    static Optional<Problem> check(ReportRequest request) {
        return name("namespace", request.namespace()).or(() -> name("task queue", request.taskQueue()));
    }

    static Optional<Problem> check(WorkerStatus status) {
        int types = status.workflowTypes().size() + status.activityTypes().size();
        if (types > TYPES) {
            return Optional.of(Problem.malformed("Expected at most " + TYPES + " types, but got " + types));
        }
        IntStream counts = IntStream.of(
                status.workflowSlots(),
                status.workflowSlotsUsed(),
                status.activitySlots(),
                status.activitySlotsUsed(),
                status.cachedExecutions());
        if (counts.anyMatch(count -> count < 0)) {
            return Optional.of(Problem.malformed("Expected counts from 0, but one is below"));
        }
        return name("namespace", status.namespace())
                .or(() -> name("task queue", status.taskQueue()))
                .or(() -> name("worker id", status.workerId()));
    }

    private static Optional<Problem> name(String what, String value) {
        return value.isEmpty() || value.length() > NAME_LENGTH
                ? Optional.of(Problem.malformed(
                        "Expected a " + what + " of 1 to " + NAME_LENGTH + " characters, but it has " + value.length()))
                : Optional.empty();
    }
}
