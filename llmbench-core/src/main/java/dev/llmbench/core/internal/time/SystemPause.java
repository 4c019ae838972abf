package dev.llmbench.core.internal.time;

import dev.llmbench.api.LlmBenchException;
import java.time.Duration;

/** Waits by the clock of this machine. */
public final class SystemPause {
    private SystemPause() {}

    /**
     * Lets time pass.
     *
     * @param time how much
     * @throws LlmBenchException if the thread is interrupted, which it then still is
     */
    public static void of(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LlmBenchException("interrupted while this machine was watched", e);
        }
    }
}
