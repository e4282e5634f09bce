package dev.weft.standalone.verify;

import dev.weft.core.model.ExecutionKey;
import dev.weft.core.state.DeterminedState;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;

/** Compares what is stored of a run with what its history folds to, field by field. */
final class StateComparison {
    private StateComparison() {}

    /** @return nothing when both are equal */
    static List<Difference> compare(ExecutionKey execution, DeterminedState stored, DeterminedState folded) {
        if (stored.equals(folded)) {
            return List.of();
        }
        String runId = stored.started().runId();
        List<Difference> differences = new ArrayList<>();
        for (RecordComponent field : DeterminedState.class.getRecordComponents()) {
            Object there = value(field, stored);
            Object here = value(field, folded);
            if (!there.equals(here)) {
                differences.add(
                        new Difference(execution, runId, field.getName(), without(there, here), without(here, there)));
            }
        }
        return differences;
    }

    /** Of two lists, only what the other one does not have. */
    private static String without(Object value, Object other) {
        if (value instanceof List<?> list && other instanceof List<?> others) {
            List<?> own =
                    list.stream().filter(element -> !others.contains(element)).toList();
            return own.isEmpty() ? list.size() + " of them" : own.toString();
        }
        return value.toString();
    }

    private static Object value(RecordComponent field, DeterminedState state) {
        try {
            return field.getAccessor().invoke(state);
        } catch (ReflectiveOperationException bug) {
            throw new IllegalStateException("Expected to read field " + field.getName() + ", but could not", bug);
        }
    }
}
