package dev.llmbench.core.internal.load;

import dev.llmbench.core.internal.time.Ticker;

/** A thread that does one thing after the other. All that belongs to a request happens on one loop. */
public interface Loop extends Ticker {
    /**
     * Runs something soon, behind what already waits.
     *
     * @param task what to run
     */
    void execute(Runnable task);

    /**
     * Runs something when the loop has looked once more for what arrived, and dealt with it; called on the loop.
     *
     * @param task what to run
     */
    void afterReading(Runnable task);

    /**
     * Runs something at a time, or soon if that has passed.
     *
     * @param nanos when, on this loop's clock
     * @param task what to run
     */
    void at(long nanos, Runnable task);
}
