package dev.weft.examples.team;

import dev.weft.sdk.workflow.WorkflowInterface;
import dev.weft.sdk.workflow.WorkflowMethod;
import java.util.Map;

/** One member's part of a team's task, run as a child workflow. */
@WorkflowInterface
public interface TeamMember {

    /** @param failures attempts of the activity that fail */
    record Part(String member, String text, int failures) {}

    record Counted(String member, Map<String, Integer> words) {}

    @WorkflowMethod
    Counted count(Part part);
}
