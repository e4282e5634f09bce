package dev.weft.schemas.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.effect.Effect;
import dev.weft.core.engine.Transition;
import dev.weft.core.event.HistoryEvent;
import dev.weft.core.event.WorkflowTaskEvent.WorkflowTaskFailed;
import dev.weft.core.model.WorkflowTaskFailedCause;
import dev.weft.core.reply.RejectionReason;
import dev.weft.core.reply.Reply;
import dev.weft.core.request.Request;
import dev.weft.core.state.ExecutionSnapshot;
import dev.weft.core.state.ExecutionState;
import dev.weft.core.state.Limits;
import dev.weft.core.state.RetiredRun;
import dev.weft.schemas.kafka.KafkaSettings;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Whatever comes, no record outgrows what the log takes: neither a state nor an event nor what is sent. {@code
 * -Dweft.seed=SEED} runs one world alone, {@code -Dweft.largeWorlds=N} runs more or fewer of them.
 */
final class RecordSizeSimulation {
    private static final int WORLDS = Integer.getInteger("weft.largeWorlds", 4);
    private static final int STEPS = 600;

    /** Room for the key and for what the broker adds. */
    private static final int RECORD_BYTES = KafkaSettings.RECORD_BYTES_MAX - (64 << 10);

    /** What a task carries beside the updates that go out with it: a page of history, of one event at the least. */
    private static final int PAGE_BYTES = 5 << 20;

    private final Codec<ExecutionSnapshot> states = codec(ExecutionSnapshot.class);
    private final Codec<HistoryEvent> events = codec(HistoryEvent.class);
    private final Codec<Request> requests = codec(Request.class);
    private final Codec<Reply> replies = codec(Reply.class);

    private long largestState;
    private final Set<RejectionReason> refusals = EnumSet.noneOf(RejectionReason.class);
    private final Set<WorkflowTaskFailedCause> failures = EnumSet.noneOf(WorkflowTaskFailedCause.class);

    private static <T> Codec<T> codec(Class<T> type) {
        return new RecordCodecs().codec("test", type, new SchemaBook(1));
    }

    @Test
    void noRecordOutgrowsWhatTheLogTakes() {
        Long only = Long.getLong("weft.seed");
        if (only != null) {
            run(only);
            return;
        }
        for (long seed = 1; seed <= WORLDS; seed++) {
            run(seed);
        }
        assertThat(refusals).contains(RejectionReason.TOO_LARGE, RejectionReason.LIMIT_EXCEEDED);
        assertThat(failures)
                .contains(
                        WorkflowTaskFailedCause.PAYLOAD_LIMIT_EXCEEDED,
                        WorkflowTaskFailedCause.STATE_LIMIT_EXCEEDED,
                        WorkflowTaskFailedCause.BUFFERED_EVENTS_LIMIT_EXCEEDED);
        assertThat(largestState).as("the largest state of all").isGreaterThan(Limits.STATE_BYTES);
    }

    private void run(long seed) {
        LargeWorld world = new LargeWorld(seed);
        for (int step = 0; step < STEPS; step++) {
            ExecutionState before = world.state();
            Transition transition = world.step();
            try {
                check(before, transition);
            } catch (AssertionError broken) {
                throw new AssertionError("World -Dweft.seed=" + seed + " broke the law at step " + step, broken);
            }
        }
    }

    private void check(ExecutionState before, Transition transition) {
        ExecutionState state = transition.state();
        assertThat(state.sizeBytes()).isLessThanOrEqualTo(Math.max(Limits.STATE_BYTES, before.sizeBytes()));
        long record = states.encode(state.snapshot()).length;
        largestState = Math.max(largestState, record);
        assertThat(record).as("the record of the state").isLessThanOrEqualTo(Math.min(RECORD_BYTES, counted(state)));
        for (var change : transition.changes()) {
            if (change instanceof HistoryEvent event) {
                assertThat(events.encode(event).length).as(event.eventType()).isLessThanOrEqualTo(PAGE_BYTES);
                if (event.attributes() instanceof WorkflowTaskFailed failed) {
                    failures.add(failed.cause());
                }
            }
        }
        transition.effects().forEach(this::check);
        if (transition.reply() instanceof Reply.Rejected rejected) {
            refusals.add(rejected.reason());
        }
    }

    /** What the core takes for the size of a state. */
    private static long counted(ExecutionState state) {
        long closedRuns = 0;
        for (RetiredRun run : state.retired()) {
            closedRuns += run.runId().length() + 12;
        }
        return state.sizeBytes() + state.buffer().bytes() + Limits.REQUEST_ID_BYTES + closedRuns;
    }

    private void check(Effect effect) {
        switch (effect) {
            case Effect.SendRequest send ->
                assertThat(requests.encode(send.request()).length).isLessThanOrEqualTo(RECORD_BYTES);
            case Effect.SendReply send ->
                assertThat(replies.encode(send.reply()).length).isLessThanOrEqualTo(RECORD_BYTES);
            case Effect.DispatchWorkflowTask task -> {
                long updates = task.updates().stream()
                        .mapToLong(update -> update.input().stream()
                                .mapToLong(payload -> payload.data().length)
                                .sum())
                        .sum();
                assertThat(updates).isLessThanOrEqualTo(RECORD_BYTES - PAGE_BYTES);
            }
            case Effect.DispatchQuery query -> {
                long input = query.input().stream()
                        .mapToLong(payload -> payload.data().length)
                        .sum();
                assertThat(input).isLessThanOrEqualTo(RECORD_BYTES - PAGE_BYTES);
            }
            case Effect.DispatchActivityTask task -> {
                // Its input and its details were checked as an event and as a part of the state.
            }
            case Effect.WithdrawActivityTasks withdraw -> {
                // A few bytes for each pending activity, whose number is bounded.
            }
            case Effect.SendHistoryPage page -> {
                // As large as its events.
            }
            case Effect.DeleteHistory delete -> {
                // Has no size.
            }
            case Effect.PublishStatus publish ->
                assertThat(publish.problem().message()).hasSizeLessThan(5_000);
        }
    }
}
