package dev.weft.core.event;

/** The only way state changes: {@code fold(apply, changes) == state}. */
public sealed interface Change permits HistoryEvent, InternalChange {}
