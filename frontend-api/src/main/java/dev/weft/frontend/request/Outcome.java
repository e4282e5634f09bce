package dev.weft.frontend.request;

import dev.weft.core.reply.Reply;

/** What became of a request that the log has acknowledged. */
public sealed interface Outcome {

    /** History has answered, and did not refuse. */
    record Answered(Reply reply) implements Outcome {}

    /** History will handle the request, but did not do so in time. */
    record Unanswered() implements Outcome {}
}
