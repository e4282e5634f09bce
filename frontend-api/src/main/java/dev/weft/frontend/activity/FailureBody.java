package dev.weft.frontend.activity;

import dev.weft.core.model.Failure;
import dev.weft.core.model.FailureInfo;
import dev.weft.frontend.json.JsonObject;
import dev.weft.frontend.problem.ProblemType;
import dev.weft.schemas.json.RecordJsonReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads failures as they are shown: a {@code kind}, {@code Application} when there is none, its fields, and the next link
 * of the chain as its {@code cause}.
 */
final class FailureBody {
    private static final String APPLICATION = "Application";

    private FailureBody() {}

    static Failure read(JsonObject body) {
        body.require("failure", "an object with a message");
        List<FailureInfo> chain = new ArrayList<>();
        JsonObject link = body.object("failure");
        chain.add(info(body, "failure", link));
        while (link.has("cause")) {
            JsonObject cause = link.object("cause");
            chain.add(info(link, "cause", cause));
            link = cause;
        }
        return new Failure(chain);
    }

    private static FailureInfo info(JsonObject parent, String field, JsonObject link) {
        if (link.text("kind", APPLICATION).equals(APPLICATION)) {
            return new FailureInfo.Application(
                    link.text("message"),
                    link.text("type", ""),
                    link.flag("nonRetryable", false),
                    link.text("stackTrace", ""),
                    link.arguments("details"),
                    link.duration("nextRetryDelay", Duration.ZERO));
        }
        try {
            return RecordJsonReader.failure(
                            RecordJsonReader.parse(parent.payload(field).data()))
                    .chain()
                    .getFirst();
        } catch (IllegalArgumentException e) {
            throw ProblemType.INVALID.because("In " + field + ": " + e.getMessage());
        }
    }
}
