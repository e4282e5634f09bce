package dev.weft.examples.demo;

import dev.weft.examples.review.CodeReviewAgent;
import dev.weft.examples.review.CodeReviewAgent.Input;
import dev.weft.examples.review.CodeReviewAgent.Outcome;
import dev.weft.examples.review.CodeReviewAgent.Stage;
import dev.weft.examples.review.ReviewReport.Kind;
import dev.weft.sdk.client.WorkflowClient;
import dev.weft.sdk.client.WorkflowOptions;
import dev.weft.sdk.client.WorkflowStub;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A file is analysed, sent back once with feedback, then approved and merged. */
final class ReviewScenario {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String FILE = "OrderBook.java";

    private ReviewScenario() {}

    static void run(WorkflowClient client, WorkflowOptions options, Path directory, Story story) {
        story.title("1  Code review agent");
        story.line("   An agent analyses a file and waits for a person, for three days if need be.");
        CodeReviewAgent agent = client.newWorkflowStub(CodeReviewAgent.class, options);
        Input input = new Input(
                FILE, Resources.text(FILE), directory.resolve("merged").toString());
        WorkflowClient.start(() -> agent.review(input));
        awaitReview(agent, false);
        agent.reject("Remove the TODOs and format the white space");
        awaitReview(agent, true);
        agent.approve("Grace");
        WorkflowStub workflow = WorkflowClient.untyped(agent);
        Outcome outcome = workflow.getResult(Outcome.class);
        story.timeline(workflow.fetchHistory(), List.of());
        if (outcome == null || outcome.stage() != Stage.MERGED) {
            throw new IllegalStateException("Expected the file to be merged, but the outcome is " + outcome);
        }
        story.line("   Merged in round " + outcome.rounds() + ": " + outcome.mergedFile());
    }

    /** @param reworked whether the report must be that of the file without TODOs */
    private static void awaitReview(CodeReviewAgent agent, boolean reworked) {
        Waiting.until(
                PATIENCE,
                () -> agent.stage() == Stage.WAITING_FOR_REVIEW
                        && (agent.report().count(Kind.TODO) == 0) == reworked,
                () -> "Expected the agent to wait for a review within " + PATIENCE + ", but it does not");
    }
}
