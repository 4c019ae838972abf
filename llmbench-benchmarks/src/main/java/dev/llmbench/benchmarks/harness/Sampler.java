package dev.llmbench.benchmarks.harness;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Calls something from time to time on a daemon thread, until it is closed. */
final class Sampler implements AutoCloseable {
    private final ScheduledExecutorService executor;

    private Sampler(ScheduledExecutorService executor) {
        this.executor = executor;
    }

    /** Starts; the first call comes at once. A task that throws is not called again. */
    static Sampler every(Duration pause, Runnable task) {
        ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "sampler");
            thread.setDaemon(true);
            return thread;
        });
        var unused = executor.scheduleWithFixedDelay(task, 0, pause.toNanos(), TimeUnit.NANOSECONDS);
        return new Sampler(executor);
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
