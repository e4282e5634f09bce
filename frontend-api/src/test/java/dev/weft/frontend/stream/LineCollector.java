package dev.weft.frontend.stream;

import java.util.List;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;

/** Keeps the lines of a response as they come. */
final class LineCollector implements Subscriber<String> {
    private final List<String> lines;

    LineCollector(List<String> lines) {
        this.lines = lines;
    }

    @Override
    public void onSubscribe(Subscription subscription) {
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(String line) {
        lines.add(line);
    }

    @Override
    public void onError(Throwable failure) {
        // The response fails with it.
    }

    @Override
    public void onComplete() {
        // The response completes.
    }
}
