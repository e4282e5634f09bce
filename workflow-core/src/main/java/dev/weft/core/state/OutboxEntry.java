package dev.weft.core.state;

import dev.weft.core.request.Request;

/** A request to another execution that counts as pending until it is answered. */
public record OutboxEntry(long outboxId, Request request) {}
