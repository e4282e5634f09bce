package dev.weft.frontend.activity;

/** @param cancelRequested whether the workflow has asked for the activity's cancellation */
public record HeartbeatView(boolean cancelRequested) {}
