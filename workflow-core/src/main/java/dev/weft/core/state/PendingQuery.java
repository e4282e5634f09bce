package dev.weft.core.state;

import dev.weft.core.model.Payload;
import dev.weft.core.request.ReplyTo;
import java.util.List;

/** A query that waits for the workflow task under way. */
public record PendingQuery(ReplyTo replyTo, String queryType, List<Payload> input) {}
