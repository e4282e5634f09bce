package dev.weft.core.model;

/** What becomes of a child when the run that started it closes. */
public enum ParentClosePolicy {
    TERMINATE,
    ABANDON,
    REQUEST_CANCEL
}
