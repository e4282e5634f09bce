package dev.weft.frontend.reset;

import dev.weft.core.model.ResetPoint;
import dev.weft.core.request.ClientRequest.ResetWorkflow;
import dev.weft.frontend.json.Choice;
import dev.weft.frontend.json.JsonObject;
import dev.weft.frontend.problem.ProblemType;
import dev.weft.frontend.request.Addresses;
import dev.weft.frontend.request.Names;
import dev.weft.frontend.request.TimeOrderedId;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Reads what a reset asks for. */
final class ResetBody {
    private static final List<String> POINTS = List.of("eventId", "point", "checkpoint");

    private ResetBody() {}

    /** What came after the point and is not to reach the new run. */
    private enum Excluded {
        SIGNAL,
        UPDATE
    }

    private enum Point {
        FIRST_WORKFLOW_TASK,
        LAST_WORKFLOW_TASK
    }

    static ResetWorkflow read(String runId, JsonObject body) {
        Set<Excluded> excluded = excluded(body);
        return new ResetWorkflow(
                runId,
                TimeOrderedId.next(),
                point(body.object("to")),
                !excluded.contains(Excluded.SIGNAL),
                !excluded.contains(Excluded.UPDATE),
                body.text("reason", ""),
                Addresses.identity(body));
    }

    private static ResetPoint point(JsonObject to) {
        List<String> given = POINTS.stream().filter(to::has).toList();
        if (given.size() != 1) {
            throw ProblemType.INVALID.because("Expected the field to with exactly one of " + POINTS + ", but got "
                    + (given.isEmpty() ? "none" : given));
        }
        if (to.has("eventId")) {
            return new ResetPoint.Event(to.positive("eventId"));
        }
        return to.has("checkpoint")
                ? new ResetPoint.Checkpoint(Names.check("to.checkpoint", to.text("checkpoint")))
                : named(to.choice("point", Point.class, Point.LAST_WORKFLOW_TASK));
    }

    private static ResetPoint named(Point point) {
        return switch (point) {
            case FIRST_WORKFLOW_TASK -> new ResetPoint.FirstWorkflowTask();
            case LAST_WORKFLOW_TASK -> new ResetPoint.LastWorkflowTask();
        };
    }

    private static Set<Excluded> excluded(JsonObject body) {
        Set<Excluded> excluded = EnumSet.noneOf(Excluded.class);
        for (String word : body.texts("exclude")) {
            excluded.add(Choice.parse("exclude", word, Excluded.class));
        }
        return excluded;
    }
}
