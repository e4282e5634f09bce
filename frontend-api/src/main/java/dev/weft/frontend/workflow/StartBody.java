package dev.weft.frontend.workflow;

import dev.weft.core.model.RetryPolicy;
import dev.weft.core.model.RunSettings;
import dev.weft.core.model.WorkflowIdConflictPolicy;
import dev.weft.core.model.WorkflowIdReusePolicy;
import dev.weft.core.request.ClientRequest.StartWorkflow;
import dev.weft.frontend.json.JsonObject;
import dev.weft.frontend.problem.ProblemType;
import dev.weft.frontend.request.Addresses;
import dev.weft.frontend.request.Names;
import dev.weft.frontend.request.TimeOrderedId;
import java.time.Duration;

/** Reads what a start asks for. */
public final class StartBody {
    private static final Duration LONGEST_TASK_TIMEOUT = Duration.ofSeconds(120);
    private static final int MAXIMUM_INTERVAL_FACTOR = 100;

    private StartBody() {}

    /** @param retention how long the run is kept once it is closed */
    public static StartWorkflow read(
            JsonObject body, WorkflowIdConflictPolicy defaultConflictPolicy, Duration retention) {
        return new StartWorkflow(
                TimeOrderedId.next(),
                settings(body, retention),
                body.choice(
                        "workflowIdReusePolicy", WorkflowIdReusePolicy.class, WorkflowIdReusePolicy.ALLOW_DUPLICATE),
                body.choice("workflowIdConflictPolicy", WorkflowIdConflictPolicy.class, defaultConflictPolicy),
                body.duration("startDelay", Duration.ZERO),
                Addresses.identity(body));
    }

    private static RunSettings settings(JsonObject body, Duration retention) {
        Duration taskTimeout = body.duration("taskTimeout", Duration.ZERO);
        if (taskTimeout.compareTo(LONGEST_TASK_TIMEOUT) > 0) {
            throw ProblemType.INVALID.because(
                    "Expected taskTimeout to be at most " + LONGEST_TASK_TIMEOUT + ", but got " + taskTimeout);
        }
        return new RunSettings(
                Names.check("workflowType", body.text("workflowType")),
                Names.check("taskQueue", body.text("taskQueue")),
                body.arguments("inputs", "input"),
                body.duration("executionTimeout", Duration.ZERO),
                body.duration("runTimeout", Duration.ZERO),
                taskTimeout,
                body.has("retryPolicy") ? retryPolicy(body.object("retryPolicy")) : RetryPolicy.NONE,
                body.payloadMap("memo"),
                SearchAttributesBody.read(body),
                body.payloadMap("header"),
                retention);
    }

    private static RetryPolicy retryPolicy(JsonObject policy) {
        Duration initialInterval = policy.duration("initialInterval", RetryPolicy.ACTIVITY_DEFAULT.initialInterval());
        Duration maximumInterval =
                policy.duration("maximumInterval", initialInterval.multipliedBy(MAXIMUM_INTERVAL_FACTOR));
        double coefficient = policy.decimal("backoffCoefficient", RetryPolicy.ACTIVITY_DEFAULT.backoffCoefficient());
        int attempts = policy.integer("maximumAttempts", RetryPolicy.ACTIVITY_DEFAULT.maximumAttempts());
        boolean tooShort = !maximumInterval.isZero() && maximumInterval.compareTo(initialInterval) < 0;
        if (initialInterval.isZero() || tooShort) {
            throw ProblemType.INVALID.because("Expected retryPolicy.initialInterval to be above zero and"
                    + " retryPolicy.maximumInterval not below it, but got " + initialInterval + " and "
                    + maximumInterval);
        }
        try {
            return new RetryPolicy(
                    initialInterval, coefficient, maximumInterval, attempts, policy.texts("nonRetryableErrorTypes"));
        } catch (IllegalArgumentException e) {
            throw ProblemType.INVALID.because("In retryPolicy: " + e.getMessage());
        }
    }
}
