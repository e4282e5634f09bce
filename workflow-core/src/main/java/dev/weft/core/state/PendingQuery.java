package dev.weft.core.state;

import dev.weft.core.model.Payload;
import dev.weft.core.request.ReplyTo;
import java.util.List;

/**
 * A query that waits for the workflow task under way.
 *
 * @param runId empty when it asks for whichever run is the current one
 */
public record PendingQuery(String runId, ReplyTo replyTo, String queryType, List<Payload> input) {}
