package dev.weft.core.laws;

import dev.weft.core.request.ClientRequest;
import dev.weft.core.request.ReplyTo;
import dev.weft.core.request.Request;
import dev.weft.core.request.RequestBody;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Clients that did not hear an answer and ask again: under the same id, and else as anew. */
final class Repetitions {
    private static final int KEPT = 200;

    private final Choice choice;
    private final List<Request> named = new ArrayList<>();
    private long asked;

    Repetitions(Choice choice) {
        this.choice = choice;
    }

    void remember(Request request) {
        if (!request.requestId().isEmpty() && request.body() instanceof ClientRequest) {
            named.add(request);
            if (named.size() > KEPT) {
                named.removeFirst();
            }
        }
    }

    /** Frontends propose another run id each time. */
    Optional<Request> any() {
        asked++;
        return choice.anyOf(named)
                .map(request -> new Request(
                        request.key(),
                        request.requestId(),
                        new ReplyTo("repeating", asked),
                        withRunId(request.body(), "again-" + asked)));
    }

    private static RequestBody withRunId(RequestBody body, String runId) {
        return switch (body) {
            case ClientRequest.StartWorkflow start -> withRunId(start, runId);
            case ClientRequest.SignalWithStart both ->
                new ClientRequest.SignalWithStart(
                        withRunId(both.start(), runId), both.signalName(), both.input(), both.signalHeader());
            case ClientRequest.UpdateWithStart both ->
                new ClientRequest.UpdateWithStart(withRunId(both.start(), runId), both.update());
            case ClientRequest.ResetWorkflow reset ->
                new ClientRequest.ResetWorkflow(
                        reset.runId(),
                        runId,
                        reset.point(),
                        reset.reapplySignals(),
                        reset.reapplyUpdates(),
                        reset.reason(),
                        reset.identity());
            default -> body;
        };
    }

    private static ClientRequest.StartWorkflow withRunId(ClientRequest.StartWorkflow start, String runId) {
        return new ClientRequest.StartWorkflow(
                runId,
                start.settings(),
                start.reusePolicy(),
                start.conflictPolicy(),
                start.startDelay(),
                start.identity());
    }
}
