package dev.weft.frontend.limit;

import dev.weft.frontend.problem.ProblemType;

/** A problem document for answers that are given before a resource is reached. */
public record ProblemView(String type, String title, int status, String detail) {

    static ProblemView of(ProblemType type, String detail) {
        return new ProblemView(type.uri().toString(), type.title(), type.status(), detail);
    }
}
