package dev.weft.sdk.worker;

import java.time.Duration;

/** Runs something later; replaced by a clock of its own in tests. */
interface Scheduler {

    /** Each run has a virtual thread of its own. A cancelled one does not begin any more. */
    Scheduler VIRTUAL_THREADS = (delay, code) -> {
        Thread thread = Thread.ofVirtual().name("weft-timer").unstarted(() -> {
            try {
                Thread.sleep(delay);
            } catch (InterruptedException e) {
                return;
            }
            code.run();
        });
        thread.start();
        return thread::interrupt;
    };

    Cancellation after(Duration delay, Runnable code);

    interface Cancellation {
        void cancel();
    }
}
