package dev.weft.core.engine;

import dev.weft.core.model.EncodedSize;
import dev.weft.core.model.Payload;
import dev.weft.core.model.RunSettings;
import dev.weft.core.state.Limits;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks for the first thing that is larger than it may be (feature rows 11, 12 and 85). Lengths are all it looks at. */
final class SizeCheck {
    /** What is too large. */
    enum Kind {
        NAME,
        PAYLOAD,
        SEARCH_ATTRIBUTES
    }

    /** @param message worded "Expected …, but …" */
    record Excess(Kind kind, String message) {}

    private Optional<Excess> excess = Optional.empty();

    Optional<Excess> excess() {
        return excess;
    }

    boolean isExceeded() {
        return excess.isPresent();
    }

    /** An id, a name or a reason. */
    SizeCheck name(String what, String name) {
        if (name.length() > Limits.NAME_CHARACTERS) {
            exceed(
                    Kind.NAME,
                    "Expected " + what + " to have at most " + Limits.NAME_CHARACTERS + " characters, but it has "
                            + name.length());
        }
        return this;
    }

    /** @param ofWhat names it among others of its kind, empty where there is only one */
    SizeCheck payload(String what, String ofWhat, long bytes) {
        return bytes(what, ofWhat, bytes, Limits.PAYLOAD_BYTES);
    }

    /** Arguments and what travels with them. */
    SizeCheck input(String ofWhat, List<Payload> input, Map<String, Payload> header) {
        return payload("the input and headers of", ofWhat, EncodedSize.of(input) + EncodedSize.of(header));
    }

    SizeCheck memo(Map<String, Payload> memo) {
        return memo.isEmpty() ? this : bytes("the memo", "", EncodedSize.of(memo), Limits.MEMO_BYTES);
    }

    SizeCheck settings(RunSettings settings) {
        name("the workflow type", settings.workflowType());
        name("the task queue", settings.taskQueue());
        payload(
                "the input and headers of",
                settings.workflowType(),
                EncodedSize.of(settings.input())
                        + EncodedSize.of(settings.header())
                        + EncodedSize.ofTexts(settings.retryPolicy().nonRetryableErrorTypes()));
        return memo(settings.memo()).searchAttributes(settings.searchAttributes());
    }

    SizeCheck searchAttributes(Map<String, Payload> attributes) {
        if (attributes.size() > Limits.SEARCH_ATTRIBUTES) {
            exceed(
                    Kind.SEARCH_ATTRIBUTES,
                    "Expected at most " + Limits.SEARCH_ATTRIBUTES + " search attributes, but there are "
                            + attributes.size());
        }
        long sum = 0;
        for (Map.Entry<String, Payload> attribute : attributes.entrySet()) {
            long value = attribute.getValue().data().length;
            name("the name of a search attribute", attribute.getKey());
            if (value > Limits.SEARCH_ATTRIBUTE_BYTES) {
                exceed(
                        Kind.SEARCH_ATTRIBUTES,
                        "Expected search attribute '" + attribute.getKey() + "' to have at most "
                                + Limits.SEARCH_ATTRIBUTE_BYTES + " bytes, but it has " + value);
            }
            sum += attribute.getKey().getBytes(StandardCharsets.UTF_8).length + value;
        }
        if (sum > Limits.SEARCH_ATTRIBUTES_BYTES) {
            exceed(
                    Kind.SEARCH_ATTRIBUTES,
                    "Expected search attributes of at most " + Limits.SEARCH_ATTRIBUTES_BYTES
                            + " bytes together, but they have " + sum);
        }
        return this;
    }

    private SizeCheck bytes(String what, String ofWhat, long bytes, long bound) {
        if (bytes > bound) {
            exceed(
                    Kind.PAYLOAD,
                    "Expected " + what + (ofWhat.isEmpty() ? "" : " '" + ofWhat + "'") + " to have at most " + bound
                            + " bytes, but it has " + bytes);
        }
        return this;
    }

    private void exceed(Kind kind, String message) {
        if (excess.isEmpty()) {
            excess = Optional.of(new Excess(kind, message));
        }
    }
}
