package dev.weft.schemas.subject;

import dev.weft.core.request.Request;
import dev.weft.core.state.ExecutionSnapshot;
import dev.weft.core.task.TaskEntry;
import dev.weft.schemas.DeadLetter;
import dev.weft.schemas.EventBatch;
import dev.weft.schemas.ReplyEnvelope;
import dev.weft.schemas.StreamEntry;
import dev.weft.schemas.codec.Codec;
import dev.weft.schemas.codec.RecordCodecs;
import dev.weft.schemas.codec.SchemaIds;
import dev.weft.schemas.routing.RoutingTable;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The codecs of all subjects. One per process is enough. Thread-safe. */
public final class Codecs {
    private final RecordCodecs records = new RecordCodecs();
    private final Map<Subject<?>, Codec<?>> known = new ConcurrentHashMap<>();
    private final SchemaIds topicIds;
    private final SchemaIds protocolIds;

    /** With the committed ids. */
    public Codecs() {
        this(new CommittedSchemas());
    }

    /** @param topicIds for values of topics; the worker protocol always has the committed ids */
    public Codecs(SchemaIds topicIds) {
        this.topicIds = topicIds;
        this.protocolIds = topicIds instanceof CommittedSchemas ? topicIds : new CommittedSchemas();
    }

    public Codec<Request> request() {
        return of(Subjects.REQUEST);
    }

    public Codec<EventBatch> eventBatch() {
        return of(Subjects.EVENT_BATCH);
    }

    public Codec<ExecutionSnapshot> execution() {
        return of(Subjects.EXECUTION);
    }

    public Codec<TaskEntry> task() {
        return of(Subjects.TASK);
    }

    public Codec<ReplyEnvelope> reply() {
        return of(Subjects.REPLY);
    }

    public Codec<StreamEntry> streamEntry() {
        return of(Subjects.STREAM_ENTRY);
    }

    public Codec<DeadLetter> deadLetter() {
        return of(Subjects.DEAD_LETTER);
    }

    public Codec<RoutingTable> routingTable() {
        return of(Subjects.ROUTING_TABLE);
    }

    /** The same codec for every call; look it up once where it is hot. */
    @SuppressWarnings("unchecked") // a subject's codec is made for the subject's type
    public <T> Codec<T> of(Subject<T> subject) {
        return (Codec<T>) known.computeIfAbsent(subject, unseen -> create(subject));
    }

    private <T> Codec<T> create(Subject<T> subject) {
        SchemaIds ids = Subjects.protocol().contains(subject) ? protocolIds : topicIds;
        return records.codec(subject.name(), subject.type(), ids);
    }
}
