package dev.weft.frontend.problem;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** Answers with a refusal as it is; what is not expected is left to the mappers that log it. */
@Provider
public final class ProblemMapper implements ExceptionMapper<Problem> {

    @Override
    public Response toResponse(Problem problem) {
        return problem.toResponse();
    }
}
