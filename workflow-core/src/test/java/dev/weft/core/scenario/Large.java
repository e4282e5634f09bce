package dev.weft.core.scenario;

import dev.weft.core.model.Failure;
import dev.weft.core.model.FailureInfo;
import dev.weft.core.model.Payload;
import dev.weft.core.state.Limits;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Values that are large, and some that are too large. */
public final class Large {
    /** Fits alone, but not twice. */
    public static final Payload MEGABYTE = bytes(1 << 20);

    public static final Payload TOO_LARGE = bytes((int) Limits.PAYLOAD_BYTES);

    public static final String LONG_NAME = "n".repeat(Limits.NAME_CHARACTERS + 1);

    private Large() {}

    public static Payload bytes(int count) {
        return new Payload(Payload.BINARY, Map.of(), new byte[count]);
    }

    public static Failure failure(int stackCharacters, Payload... details) {
        return Failure.of(new FailureInfo.Application(
                "it broke", "Broken", false, "s".repeat(stackCharacters), List.of(details), Duration.ZERO));
    }
}
