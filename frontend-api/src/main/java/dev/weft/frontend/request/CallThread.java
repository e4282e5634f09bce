package dev.weft.frontend.request;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** The event loop that a call runs on: what it runs is in order and needs no locks. */
public final class CallThread {
    private CallThread() {}

    /** Outside of a call, tasks run where they are submitted. */
    public static Executor current() {
        @Nullable Context context = Vertx.currentContext();
        return context == null ? Runnable::run : task -> context.runOnContext(ignored -> task.run());
    }
}
