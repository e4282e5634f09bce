package dev.weft.schemas.subject;

import dev.weft.core.protocol.WorkerProtocol.HeartbeatRequest;
import dev.weft.core.protocol.WorkerProtocol.HeartbeatResponse;
import dev.weft.core.protocol.WorkerProtocol.HistoryRequest;
import dev.weft.core.protocol.WorkerProtocol.HistoryResponse;
import dev.weft.core.protocol.WorkerProtocol.PollRequest;
import dev.weft.core.protocol.WorkerProtocol.PollResponse;
import dev.weft.core.protocol.WorkerProtocol.ReportRequest;
import dev.weft.core.protocol.WorkerProtocol.ReportResponse;
import dev.weft.core.protocol.WorkerProtocol.ShutdownRequest;
import dev.weft.core.protocol.WorkerProtocol.WorkerStatus;
import dev.weft.core.request.Request;
import dev.weft.core.state.ExecutionSnapshot;
import dev.weft.core.task.TaskEntry;
import dev.weft.schemas.DeadLetter;
import dev.weft.schemas.EventBatch;
import dev.weft.schemas.NamespaceChange;
import dev.weft.schemas.ReplyEnvelope;
import dev.weft.schemas.RosterEntry;
import dev.weft.schemas.StreamEntry;
import dev.weft.schemas.routing.RoutingTable;
import java.util.List;
import java.util.stream.Stream;

/** All subjects. */
public final class Subjects {
    public static final Subject<Request> REQUEST = new Subject<>("requests-value", Request.class);
    public static final Subject<EventBatch> EVENT_BATCH = new Subject<>("history-changelog-value", EventBatch.class);
    public static final Subject<ExecutionSnapshot> EXECUTION =
            new Subject<>("executions-changelog-value", ExecutionSnapshot.class);
    public static final Subject<TaskEntry> TASK = new Subject<>("tasks-value", TaskEntry.class);
    public static final Subject<ReplyEnvelope> REPLY = new Subject<>("replies-value", ReplyEnvelope.class);
    public static final Subject<DeadLetter> DEAD_LETTER = new Subject<>("dead-letters-value", DeadLetter.class);
    public static final Subject<StreamEntry> STREAM_ENTRY = new Subject<>("streams-value", StreamEntry.class);
    public static final Subject<RoutingTable> ROUTING_TABLE = new Subject<>("routing-value", RoutingTable.class);
    public static final Subject<NamespaceChange> NAMESPACE = new Subject<>("namespaces-value", NamespaceChange.class);
    public static final Subject<RosterEntry> ROSTER = new Subject<>("workers-value", RosterEntry.class);

    public static final Subject<PollRequest> POLL_REQUEST = new Subject<>("poll-request", PollRequest.class);
    public static final Subject<PollResponse> POLL_RESPONSE = new Subject<>("poll-response", PollResponse.class);
    public static final Subject<ReportRequest> REPORT_REQUEST = new Subject<>("report-request", ReportRequest.class);
    public static final Subject<ReportResponse> REPORT_RESPONSE =
            new Subject<>("report-response", ReportResponse.class);
    public static final Subject<HeartbeatRequest> HEARTBEAT_REQUEST =
            new Subject<>("heartbeat-request", HeartbeatRequest.class);
    public static final Subject<HeartbeatResponse> HEARTBEAT_RESPONSE =
            new Subject<>("heartbeat-response", HeartbeatResponse.class);
    public static final Subject<HistoryRequest> HISTORY_REQUEST =
            new Subject<>("history-request", HistoryRequest.class);
    public static final Subject<HistoryResponse> HISTORY_RESPONSE =
            new Subject<>("history-response", HistoryResponse.class);
    public static final Subject<ShutdownRequest> SHUTDOWN_REQUEST =
            new Subject<>("shutdown-request", ShutdownRequest.class);
    public static final Subject<WorkerStatus> WORKER_STATUS = new Subject<>("worker-status", WorkerStatus.class);

    private Subjects() {}

    /** Values of topics. */
    public static List<Subject<?>> topics() {
        return List.of(
                REQUEST,
                EVENT_BATCH,
                EXECUTION,
                TASK,
                REPLY,
                STREAM_ENTRY,
                DEAD_LETTER,
                ROUTING_TABLE,
                NAMESPACE,
                ROSTER);
    }

    /** Bodies of the worker protocol. */
    public static List<Subject<?>> protocol() {
        return List.of(
                POLL_REQUEST,
                POLL_RESPONSE,
                REPORT_REQUEST,
                REPORT_RESPONSE,
                HEARTBEAT_REQUEST,
                HEARTBEAT_RESPONSE,
                HISTORY_REQUEST,
                HISTORY_RESPONSE,
                SHUTDOWN_REQUEST,
                WORKER_STATUS);
    }

    public static List<Subject<?>> all() {
        return Stream.concat(topics().stream(), protocol().stream()).toList();
    }
}
