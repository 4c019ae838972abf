package dev.llmbench.core.internal.watch;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** A daemon thread for each task. */
final class SystemRepeater implements Sources.Repeater {
    @Override
    public Sources.Repetition every(Duration pause, Runnable task) {
        ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "llmbench-watch");
            thread.setDaemon(true);
            return thread;
        });
        // A fixed delay, not a rate: after a suspension one sample is enough. A task that throws is not called again,
        // nobody waits for the future.
        var unused = executor.scheduleWithFixedDelay(task, pause.toNanos(), pause.toNanos(), TimeUnit.NANOSECONDS);
        return executor::shutdownNow;
    }
}
