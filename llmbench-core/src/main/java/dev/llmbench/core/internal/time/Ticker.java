package dev.llmbench.core.internal.time;

/** A monotonic clock. */
@FunctionalInterface
public interface Ticker {
    /**
     * Returns the time since an arbitrary moment.
     *
     * @return nanoseconds, never going back
     */
    long nanos();
}
