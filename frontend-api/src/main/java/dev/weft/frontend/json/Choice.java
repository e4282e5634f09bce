package dev.weft.frontend.json;

import dev.weft.frontend.problem.ProblemType;
import java.util.Arrays;
import java.util.stream.Collectors;

/** One of a closed list of words. */
public final class Choice {
    private Choice() {}

    /**
     * @param field named in the refusal
     * @throws dev.weft.frontend.problem.Problem when {@code text} is no constant of {@code type}
     */
    public static <E extends Enum<E>> E parse(String field, String text, Class<E> type) {
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(text)) {
                return constant;
            }
        }
        String words = Arrays.stream(type.getEnumConstants()).map(Enum::name).collect(Collectors.joining(", "));
        throw ProblemType.INVALID.because(
                "Expected " + field + " to be one of " + words + ", but got \"" + Excerpt.of(text) + "\"");
    }
}
