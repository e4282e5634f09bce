package dev.weft.sdk.replay;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which state follows which, per input. Whatever is not in the table cannot happen. */
final class TransitionTable<S extends Enum<S>, I extends Enum<I>> {

    /** One line of the table. */
    record Line(String machine, Enum<?> from, Enum<?> input, Enum<?> to) {}

    private final String machine;
    private final @Nullable Line[][] lines;
    private final List<Line> all = new ArrayList<>();

    TransitionTable(String machine, Class<S> states, Class<I> inputs) {
        this.machine = machine;
        this.lines = new Line[states.getEnumConstants().length][inputs.getEnumConstants().length];
    }

    TransitionTable<S, I> on(S from, I input, S to) {
        Line line = new Line(machine, from, input, to);
        lines[from.ordinal()][input.ordinal()] = line;
        all.add(line);
        return this;
    }

    /**
     * @param entity whose state it is; its text is asked for when it has to be told
     * @throws NonDeterminismException when {@code input} is not expected in {@code from}
     */
    @SuppressWarnings("unchecked")
    S next(S from, I input, TransitionObserver observer, Object entity) {
        Line line = lines[from.ordinal()][input.ordinal()];
        if (line == null) {
            throw new NonDeterminismException(
                    "Expected no " + input + " for " + entity + " in state " + from + ", but history or code has one");
        }
        observer.visited(line);
        return (S) line.to();
    }

    List<Line> all() {
        return List.copyOf(all);
    }
}
