package dev.weft.examples.demo;

import dev.weft.examples.team.Team;
import dev.weft.sdk.client.WorkflowClient;
import dev.weft.sdk.client.WorkflowOptions;
import dev.weft.sdk.client.WorkflowStub;
import java.util.List;

/** Three children share a task; the second fails twice, and a standby takes over. */
final class TeamScenario {
    private TeamScenario() {}

    static void run(WorkflowClient client, WorkflowOptions options, Story story) {
        story.title("2  Team");
        story.line("   Three children count words in parallel; the second one's machine jams twice.");
        Team team = client.newWorkflowStub(Team.class, options);
        Team.Outcome outcome = team.run(new Team.Input(Resources.text("story.txt"), 2));
        WorkflowStub workflow = WorkflowClient.untyped(team);
        story.timeline(workflow.fetchHistory(), List.of());
        story.quiet("   The second child's own history:");
        story.timeline(
                client.newUntypedWorkflowStub(workflow.workflowId() + "/second").fetchHistory(), List.of());
        if (!outcome.members().contains("standby")) {
            throw new IllegalStateException(
                    "Expected a standby to take over, but the members were " + outcome.members());
        }
        story.line("   " + outcome.totalWords() + " words, counted by " + String.join(", ", outcome.members()));
    }
}
