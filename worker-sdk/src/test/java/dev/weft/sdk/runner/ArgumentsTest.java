package dev.weft.sdk.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.weft.core.model.Payload;
import dev.weft.sdk.data.DataConversionException;
import dev.weft.sdk.data.DataConverter;
import dev.weft.sdk.data.StandardDataConverter;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ArgumentsTest {
    private static final DataConverter DATA = new StandardDataConverter();

    private static Object[] read(List<Payload> input, Type... types) {
        return Arguments.read(DATA, input, types, "signal add", () -> true);
    }

    @Test
    void eachPayloadIsAnArgument() {
        assertThat(read(List.of(Payload.json("\"a\""), Payload.json("2")), String.class, int.class))
                .containsExactly("a", 2);
    }

    @Test
    void oneArrayIsSpreadOverSeveralParametersOnly() {
        Payload array = Payload.json(" [\"a, [b\\\"]\", {\"c\": [1, 2]}] ");

        assertThat(read(List.of(array), String.class, Object.class)[0]).isEqualTo("a, [b\"]");
        assertThat(read(List.of(array), List.class)[0]).isInstanceOf(List.class);
    }

    @Test
    void anArrayOfAnotherLengthIsOneArgument() {
        assertThat(read(List.of(Payload.json("[1, 2, 3]")), List.class, String.class))
                .containsExactly(List.of(1, 2, 3), null);
    }

    @Test
    void missingArgumentsAreAbsentAndSurplusOnesAreLeftOut() {
        assertThat(read(List.of(), String.class, Optional.class)).containsExactly(null, Optional.empty());
        assertThat(read(List.of(Payload.json("1"), Payload.json("2")), int.class))
                .containsExactly(1);
    }

    @Test
    void nullForAPrimitiveIsRefused() {
        assertThatThrownBy(() -> read(List.of(Payload.json(" null ")), int.class))
                .isInstanceOf(DataConversionException.class)
                .hasMessage("Expected argument 1 of signal add to be of type int, but it is null");
        assertThatThrownBy(() -> read(List.of(), boolean.class)).hasMessageContaining("boolean, but it is missing");
    }

    @Test
    void emptyArraysHaveNoElements() {
        assertThat(JsonArrays.elements("[]")).isEmpty();
        assertThat(JsonArrays.elements(" [ [] , \"]\" ] ")).containsExactly("[]", "\"]\"");
    }

    @Test
    void anArrayWhoseElementsAreNoArgumentsIsOne() {
        Type strings = new TypeReference<List<String>>() {}.getType();

        assertThat(read(List.of(Payload.json("[\"a\", \"b\"]")), strings, String.class))
                .containsExactly(List.of("a", "b"), null);
        assertThat(read(List.of(Payload.json("[[\"a\"], \"b\"]")), strings, String.class))
                .containsExactly(List.of("a"), "b");
    }

    @Test
    void anArrayThatFitsInNoWayIsRefusedForItsElements() {
        assertThatThrownBy(() -> read(List.of(Payload.json("[1, null]")), String.class, int.class))
                .hasMessage("Expected argument 2 of signal add to be of type int, but it is null");
    }
}
