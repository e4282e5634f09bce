package dev.weft.core.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.effect.Effect;
import dev.weft.core.engine.Transition;
import dev.weft.core.event.EventAttributes;
import dev.weft.core.event.HistoryEvent;
import dev.weft.core.reply.RejectionReason;
import dev.weft.core.reply.Reply;
import dev.weft.core.request.ReplyTo;
import dev.weft.core.request.RequestBody;
import dev.weft.core.state.ExecutionState;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** What followed from a step. */
public final class Outcome {
    private final Stage stage;
    private final ExecutionState before;
    private final Transition transition;

    Outcome(Stage stage, ExecutionState before, Transition transition) {
        this.stage = stage;
        this.before = before;
        this.transition = transition;
    }

    /** Exactly these events, in this order. */
    public Outcome thenEvents(Class<?>... types) {
        assertThat(events().map(event -> event.attributes().getClass().getSimpleName()))
                .containsExactlyElementsOf(
                        Stream.of(types).map(Class::getSimpleName).toList());
        return this;
    }

    public Outcome thenNoEvents() {
        return thenEvents();
    }

    public Outcome thenNothingChanges() {
        assertThat(transition.changes()).isEmpty();
        assertThat(transition.state()).isEqualTo(before);
        return this;
    }

    /** One event of the type, and what it says. */
    public <T extends EventAttributes> Outcome thenEvent(Class<T> type, Consumer<T> says) {
        List<T> found = events().map(HistoryEvent::attributes)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
        assertThat(found).as(type.getSimpleName()).hasSize(1);
        says.accept(found.getFirst());
        return this;
    }

    public Outcome thenChange(Class<?> type) {
        assertThat(transition.changes()).hasAtLeastOneElementOfType(type);
        return this;
    }

    public <T extends Reply> Outcome thenReply(Class<T> type, Consumer<T> says) {
        assertThat(transition.reply()).isInstanceOf(type);
        says.accept(type.cast(transition.reply()));
        return this;
    }

    public Outcome thenReply(Class<? extends Reply> type) {
        return thenReply(type, reply -> {});
    }

    public Outcome thenRejected(RejectionReason reason) {
        assertThat(events()).isEmpty();
        return thenReply(Reply.Rejected.class, reply -> {
            assertThat(reply.reason()).isEqualTo(reason);
            assertThat(reply.message()).contains("Expected").contains(", but ");
        });
    }

    /** One effect of the type, and what it asks. */
    public <T extends Effect> Outcome thenAsks(Class<T> type, Consumer<T> asks) {
        List<T> found = effects(type);
        assertThat(found).as(type.getSimpleName()).hasSize(1);
        asks.accept(found.getFirst());
        return this;
    }

    public Outcome thenAsks(Class<? extends Effect> type) {
        return thenAsks(type, effect -> {});
    }

    public Outcome thenAsksTimes(Class<? extends Effect> type, int times) {
        assertThat(asks(type)).as(type.getSimpleName()).isEqualTo(times);
        return this;
    }

    /** How often it is asked for. */
    public int asks(Class<? extends Effect> type) {
        return effects(type).size();
    }

    public Outcome thenAsksNo(Class<? extends Effect> type) {
        assertThat(effects(type)).isEmpty();
        return this;
    }

    /** One request of the type to an execution, and what it says. */
    public <T extends RequestBody> Outcome thenSends(Class<T> type, Consumer<T> says) {
        List<T> found = sent(type);
        assertThat(found).as(type.getSimpleName()).hasSize(1);
        says.accept(found.getFirst());
        return this;
    }

    public Outcome thenSendsNo(Class<? extends RequestBody> type) {
        assertThat(sent(type)).isEmpty();
        return this;
    }

    /** What an asker is told, who may have asked long before. */
    public <T extends Reply> Outcome thenTells(ReplyTo asker, Class<T> type, Consumer<T> says) {
        List<Reply> told = effects(Effect.SendReply.class).stream()
                .filter(effect -> effect.replyTo().equals(asker))
                .map(Effect.SendReply::reply)
                .toList();
        assertThat(told).hasSize(1).first().isInstanceOf(type);
        says.accept(type.cast(told.getFirst()));
        return this;
    }

    public Outcome thenState(Consumer<ExecutionState> holds) {
        holds.accept(transition.state());
        return this;
    }

    /** The same execution, to go on with. */
    public Stage and() {
        return stage;
    }

    public Stream<HistoryEvent> events() {
        return transition.changes().stream()
                .filter(HistoryEvent.class::isInstance)
                .map(HistoryEvent.class::cast);
    }

    public <T extends Effect> List<T> effects(Class<T> type) {
        return transition.effects().stream()
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    private <T extends RequestBody> List<T> sent(Class<T> type) {
        return effects(Effect.SendRequest.class).stream()
                .map(effect -> effect.request().body())
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }
}
