package dev.weft.history.engine;

import dev.weft.core.effect.Effect;
import dev.weft.core.model.ExecutionKey;
import dev.weft.core.reply.Reply;
import dev.weft.core.request.ReplyTo;
import dev.weft.core.request.Request;
import dev.weft.core.task.Task;
import dev.weft.core.task.TaskWithdrawal;

/**
 * Lets effects out into the world, at once and in the order given. What gets lost on the way is derived from state again
 * by {@link ExecutionEngine#resend}.
 */
public interface EffectDispatcher {
    void task(Task task);

    /** Takes tasks back; unlike the others, this may get lost. */
    void withdraw(TaskWithdrawal withdrawal);

    void reply(ReplyTo replyTo, Reply reply);

    /** Tells whoever follows the execution. */
    void status(ExecutionKey key, Effect.PublishStatus status);

    /** @param sender the execution whose outbox the request is from */
    void request(ExecutionKey sender, Request request);
}
