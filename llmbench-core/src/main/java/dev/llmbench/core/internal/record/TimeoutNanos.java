package dev.llmbench.core.internal.record;

import dev.llmbench.api.Timeouts;

/**
 * Time-outs as the event loops compare them.
 *
 * @param firstToken nanoseconds from the request to its first token
 * @param stall nanoseconds between two tokens
 * @param total nanoseconds from the request to its end
 */
public record TimeoutNanos(long firstToken, long stall, long total) {
    /**
     * Converts a plan's time-outs.
     *
     * @param timeouts the time-outs
     * @return the same in nanoseconds
     */
    public static TimeoutNanos of(Timeouts timeouts) {
        return new TimeoutNanos(
                timeouts.firstToken().toNanos(),
                timeouts.stall().toNanos(),
                timeouts.total().toNanos());
    }
}
