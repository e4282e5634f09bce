package dev.weft.core.engine;

import dev.weft.core.model.LogPosition;
import dev.weft.core.request.Request;

/** A request as the log delivers it: with its place and its time. */
public record LoggedRequest(Request request, LogPosition position) {}
