package dev.weft.core.laws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.engine.LoggedRequest;
import dev.weft.core.engine.Transition;
import dev.weft.core.event.HistoryEvent;
import dev.weft.core.event.WorkflowEvent.WorkflowExecutionStarted;
import dev.weft.core.model.ActivityOutcome;
import dev.weft.core.model.ExecutionKey;
import dev.weft.core.reply.Reply;
import dev.weft.core.request.ClientRequest;
import dev.weft.core.request.Request;
import dev.weft.core.request.RequestBody;
import dev.weft.core.state.ExecutionState;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * A request that counted does not count again, however late its repetition comes: after other requests, in the next run,
 * after the close, after another start. Worlds are too short to ask an execution for more ids than it remembers; only a
 * deletion makes it forget.
 */
final class RepetitionLaw {
    private final Map<ExecutionKey, Map<String, Reply>> firstAnswers = new HashMap<>();

    /** First runs of chains that another chain has followed. A reset may go back to them, but not to their start. */
    private final Set<String> formerChains = new HashSet<>();

    void holds(ExecutionState before, LoggedRequest logged, Transition transition) {
        Request request = logged.request();
        Map<String, Reply> known = firstAnswers.computeIfAbsent(request.key(), key -> new HashMap<>());
        if (!request.requestId().isEmpty() && countsOnce(request.body())) {
            if (known.containsKey(request.requestId())) {
                nothingHappens(before, request, transition, known.get(request.requestId()));
            } else if (!(transition.reply() instanceof Reply.Rejected)) {
                known.put(request.requestId(), transition.reply());
            }
        }
        String chain = before.run().started().firstRunId();
        if (!chain.equals(transition.state().run().started().firstRunId())) {
            formerChains.add(chain);
        }
        if (transition.state().isNone()) {
            known.clear();
        }
    }

    /** Updates count by their own id, as long as their run remembers them. */
    private static boolean countsOnce(RequestBody body) {
        return switch (body) {
            case ClientRequest.StartWorkflow start -> true;
            case ClientRequest.SignalWithStart start -> true;
            case ClientRequest.UpdateWithStart start -> true;
            case ClientRequest.SignalWorkflow signal -> true;
            case ClientRequest.RequestCancelWorkflow cancel -> true;
            case ClientRequest.TerminateWorkflow terminate -> true;
            case ClientRequest.PauseWorkflow pause -> true;
            case ClientRequest.ResumeWorkflow resume -> true;
            case ClientRequest.ResetWorkflow reset -> true;
            case ClientRequest.SetHistoryLimit limit -> true;
            case ClientRequest.ReportActivityById report -> !(report.outcome() instanceof ActivityOutcome.Heartbeat);
            default -> false;
        };
    }

    private void nothingHappens(ExecutionState before, Request request, Transition transition, Reply first) {
        if (request.body() instanceof ClientRequest.UpdateWithStart) {
            assertThat(transition.changes())
                    .as("a run that a repeated start begins")
                    .noneMatch(change -> change instanceof HistoryEvent event
                            && event.attributes() instanceof WorkflowExecutionStarted);
            return;
        }
        assertThat(transition.changes())
                .as("changes of the late repetition of " + request)
                .isEmpty();
        String chain = before.run().started().firstRunId();
        boolean newest = first instanceof Reply.Started started
                && started.firstRunId().equals(chain)
                && !formerChains.contains(chain);
        if (newest && first instanceof Reply.Started answer && answer.started()) {
            assertThat(transition.reply())
                    .as("the answer of a repeated start")
                    .isInstanceOfSatisfying(Reply.Started.class, again -> {
                        assertThat(again.runId()).isEqualTo(answer.runId());
                        assertThat(again.started()).isTrue();
                        assertThat(again.createdAt()).isEqualTo(answer.createdAt());
                    });
        }
    }
}
