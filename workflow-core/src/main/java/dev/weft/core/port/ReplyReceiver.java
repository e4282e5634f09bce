package dev.weft.core.port;

import dev.weft.core.reply.Reply;
import dev.weft.core.request.ReplyTo;

/** Takes replies in memory, where the asker lives in this process. Never blocks. */
@FunctionalInterface
public interface ReplyReceiver {
    ReplyReceiver NONE = (replyTo, reply) -> false;

    /** @return false when {@code replyTo} names another instance; the reply then goes through the topic */
    boolean offer(ReplyTo replyTo, Reply reply);
}
