package dev.weft.core.state;

import dev.weft.core.event.EventAttributes;
import java.time.Instant;

/** An event that waits for the workflow task under way; it has no id yet. */
public record BufferedEvent(Instant time, EventAttributes attributes) {}
