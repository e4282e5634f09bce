package dev.weft.frontend.request;

import dev.weft.frontend.config.FrontendConfig;
import dev.weft.frontend.json.JsonObject;
import dev.weft.frontend.json.JsonText;
import dev.weft.frontend.problem.ProblemType;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Reads bodies within their limits. */
@Singleton
public final class BodyReader {
    private static final byte[] EMPTY = new byte[0];

    private final int maximumBodyBytes;
    private final int maximumPayloadBytes;

    public BodyReader(FrontendConfig config) {
        this.maximumBodyBytes = config.limits().bodyBytes();
        this.maximumPayloadBytes = config.limits().payloadBytes();
    }

    /** @param body null or empty when the call has none */
    public JsonObject read(byte @Nullable [] body) {
        if (body != null && body.length > maximumBodyBytes) {
            throw ProblemType.TOO_LARGE.because(
                    "Expected a body of at most " + maximumBodyBytes + " bytes, but it has " + body.length);
        }
        return JsonText.read(body == null ? EMPTY : body, maximumPayloadBytes);
    }
}
