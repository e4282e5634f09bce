package dev.weft.frontend.worker;

import java.util.List;

/** Workers, by task queue and id. */
public record WorkersView(List<WorkerView> workers) {}
