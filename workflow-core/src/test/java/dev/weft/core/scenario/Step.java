package dev.weft.core.scenario;

import dev.weft.core.request.Request;

/** Something that happens to an execution: the request for the state that it finds. */
@FunctionalInterface
public interface Step {
    Request of(Stage stage);
}
