package dev.weft.frontend.workflow;

import dev.weft.core.model.ExecutionKey;
import dev.weft.core.reply.Reply;
import dev.weft.frontend.request.Addresses;
import dev.weft.frontend.request.Answers;
import jakarta.ws.rs.core.Response;

/** 201 for the run that this call began, 200 for one that was there. */
final class StartedAnswer {
    private StartedAnswer() {}

    static Response of(ExecutionKey key, String proposedRunId, Reply.Started started) {
        StartedView view = StartedView.of(key, started);
        if (!started.runId().equals(proposedRunId)) {
            return Answers.ok(view);
        }
        String location = Addresses.path(key) + "?runId=" + Addresses.segment(started.runId())
                + Addresses.namespaceQuery(key, "&");
        return Answers.created(view, location);
    }
}
