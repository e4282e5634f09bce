package dev.weft.history.stream;

import dev.weft.core.model.ExecutionKey;
import dev.weft.history.dispatch.LogDispatcher;
import dev.weft.history.dispatch.Unsendable;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.function.Consumer;

/**
 * Makes up for effects that did not leave: their executions are sent again, one by one between requests, each once
 * however many of its effects have failed. What the log will never take is put aside, and its execution told. Used by the
 * partition's thread only.
 */
final class UnsentEffects {
    private final HistoryParts parts;
    private final DeadLetterBox deadLetters;
    private final LogDispatcher dispatcher;
    private final Consumer<ExecutionKey> resend;
    private final SequencedSet<ExecutionKey> waiting = new LinkedHashSet<>();

    /** @param resend sends what is pending of an execution */
    UnsentEffects(HistoryParts parts, LogDispatcher dispatcher, Consumer<ExecutionKey> resend) {
        this.parts = parts;
        this.deadLetters = new DeadLetterBox(parts);
        this.dispatcher = dispatcher;
        this.resend = resend;
    }

    /**
     * To be called once a second.
     *
     * @return whether there is something to send
     */
    boolean beginRound() {
        dispatcher.beginRound();
        waiting.addAll(dispatcher.takeUnsent());
        for (Optional<Unsendable> next = dispatcher.pollUnsendable();
                next.isPresent();
                next = dispatcher.pollUnsendable()) {
            putAside(next.get());
        }
        return !waiting.isEmpty();
    }

    /** @return whether there is more to send now; while the log takes nothing, the rest waits for the next round */
    boolean advance() {
        if (waiting.isEmpty() || dispatcher.isHolding()) {
            return false;
        }
        resend.accept(waiting.removeFirst());
        return !waiting.isEmpty() && !dispatcher.isHolding();
    }

    private void putAside(Unsendable effect) {
        deadLetters.put(effect);
        effect.remedy().ifPresent(request -> dispatcher.request(effect.sender(), request));
    }
}
