package dev.weft.examples.review;

import dev.weft.sdk.workflow.ActivityOptions;
import dev.weft.sdk.workflow.Workflow;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** Runs a {@link CodeReviewAgent}. */
public final class CodeReviewAgentWorkflow implements CodeReviewAgent {
    private static final Duration PATIENCE = Duration.ofDays(3);

    /** What a reviewer said. */
    private sealed interface Decision {
        record Approved() implements Decision {}

        record Rejected(String feedback) implements Decision {}
    }

    private final ReviewActivities activities =
            Workflow.newActivityStub(ReviewActivities.class, ActivityOptions.startToClose(Duration.ofMinutes(1)));

    private final Deque<Decision> decisions = new ArrayDeque<>();
    private Stage stage = Stage.ANALYSING;
    private ReviewReport report = ReviewReport.NONE;

    @Override
    public Outcome review(Input input) {
        String source = input.source();
        for (int round = 1; ; round++) {
            stage = Stage.ANALYSING;
            report = activities.analyzeSource(input.fileName(), source);
            stage = Stage.WAITING_FOR_REVIEW;
            if (!Workflow.await(PATIENCE, () -> !decisions.isEmpty())) {
                stage = Stage.EXPIRED;
                return new Outcome(stage, round, "", report);
            }
            switch (decisions.remove()) {
                case Decision.Approved() -> {
                    stage = Stage.MERGING;
                    String file = activities.mergeSource(input.fileName(), source, input.mergeInto());
                    stage = Stage.MERGED;
                    return new Outcome(stage, round, file, report);
                }
                case Decision.Rejected(String feedback) -> {
                    stage = Stage.REFACTORING;
                    source = activities.refactorSource(source, feedback);
                }
            }
        }
    }

    @Override
    public void approve(String reviewer) {
        decisions.add(new Decision.Approved());
    }

    @Override
    public void reject(String feedback) {
        decisions.add(new Decision.Rejected(feedback));
    }

    @Override
    public Stage stage() {
        return stage;
    }

    @Override
    public ReviewReport report() {
        return report;
    }
}
