package dev.weft.examples;

import dev.weft.examples.crash.CrashAtStep50Workflow;
import dev.weft.examples.crash.FileStepActivities;
import dev.weft.examples.generic.ApprovalWorkflow;
import dev.weft.examples.generic.ChainWorkflow;
import dev.weft.examples.generic.CounterWorkflow;
import dev.weft.examples.generic.FailingWorkflow;
import dev.weft.examples.generic.FamilyWorkflow;
import dev.weft.examples.generic.FanOutWorkflow;
import dev.weft.examples.generic.LocalChainWorkflow;
import dev.weft.examples.generic.SleeperWorkflow;
import dev.weft.examples.generic.WorkActivities;
import dev.weft.examples.review.CodeReviewAgentWorkflow;
import dev.weft.examples.review.FileReviewActivities;
import dev.weft.examples.team.TeamMemberWorkflow;
import dev.weft.examples.team.TeamWorkflow;
import dev.weft.examples.team.WordCountActivities;
import dev.weft.sdk.client.ClientOptions;
import dev.weft.sdk.worker.WorkerFactory;
import dev.weft.sdk.worker.WorkerFactoryOptions;

/** Runs all example workflows and activities on one task queue. */
public final class ExamplesWorker {
    public static final String TASK_QUEUE = "examples";

    private ExamplesWorker() {}

    /** A factory with the one worker, not started yet. */
    public static WorkerFactory create(ClientOptions client, String taskQueue) {
        WorkerFactory factory = WorkerFactory.newInstance(client, WorkerFactoryOptions.DEFAULT);
        factory.newWorker(taskQueue)
                .registerWorkflowImplementationTypes(
                        ChainWorkflow.class,
                        FanOutWorkflow.class,
                        FamilyWorkflow.class,
                        LocalChainWorkflow.class,
                        ApprovalWorkflow.class,
                        CounterWorkflow.class,
                        SleeperWorkflow.class,
                        FailingWorkflow.class,
                        CodeReviewAgentWorkflow.class,
                        TeamWorkflow.class,
                        TeamMemberWorkflow.class,
                        CrashAtStep50Workflow.class)
                .registerActivitiesImplementations(
                        new WorkActivities(),
                        new FileReviewActivities(),
                        new WordCountActivities(),
                        new FileStepActivities());
        return factory;
    }
}
