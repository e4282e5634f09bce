package dev.weft.testing.platform;

import dev.weft.core.task.Task;
import dev.weft.sdk.transport.HttpAnswer;
import dev.weft.sdk.transport.HttpCall;
import dev.weft.sdk.transport.Transport;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Brings the calls of clients and workers to a platform in the same process. */
public final class MemoryTransport implements Transport {
    private final MemoryPlatform platform;
    private final WorkerDesk workers;
    private final ClientDesk clients;

    public MemoryTransport(MemoryPlatform platform) {
        this.platform = platform;
        this.workers = new WorkerDesk(platform);
        this.clients = new ClientDesk(platform);
    }

    @Override
    public String target() {
        return "the test environment";
    }

    @Override
    public HttpAnswer send(HttpCall call) {
        return call.target().startsWith("/worker/") ? workers.answer(call) : clients.answer(call);
    }

    @Override
    public Clock clock() {
        return platform.clock();
    }

    @Override
    public <R> CompletableFuture<R> inBackground(Supplier<@Nullable R> wait) {
        return BackgroundWait.begin(platform, wait);
    }

    @Override
    public void ended(Task task) {
        platform.call(() -> platform.tasks().work().ended(task));
    }

    /** The platform is closed by whoever opened it. */
    @Override
    public void close() {}
}
