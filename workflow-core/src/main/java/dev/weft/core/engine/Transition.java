package dev.weft.core.engine;

import dev.weft.core.effect.Effect;
import dev.weft.core.event.Change;
import dev.weft.core.reply.Reply;
import dev.weft.core.state.ExecutionState;
import java.util.List;

/**
 * What a request leads to.
 *
 * @param changes in order; history events of one run have dense ids, and a WorkflowExecutionStarted event begins the
 *     next run
 * @param state the fold of {@code changes} over the state that was given, so that nobody folds twice
 * @param effects may leave before the checkpoint commits; include the reply
 */
public record Transition(List<Change> changes, ExecutionState state, List<Effect> effects, Reply reply) {}
