package dev.weft.schemas;

import dev.weft.core.reply.Reply;
import dev.weft.core.request.ReplyTo;

/** One record of the reply topic. */
public record ReplyEnvelope(ReplyTo replyTo, Reply reply) {}
