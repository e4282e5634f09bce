package dev.weft.frontend.problem;

import io.quarkiverse.resteasy.problem.HttpProblem;

/**
 * An expected refusal. Without a stack trace and without a line in the log: it says nothing that its receiver is not
 * told.
 */
public final class Problem extends HttpProblem {
    private static final long serialVersionUID = 1;

    Problem(HttpProblem.Builder builder) {
        super(builder);
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
