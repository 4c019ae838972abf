package dev.llmbench.core;

import dev.llmbench.core.internal.record.RequestRecord;

/**
 * When the tokens of one request arrived: one arrival for each socket read that brought at least one token-bearing event.
 *
 * <p>Immutable. Numbers instead of {@link java.time.Duration}: a run has millions of arrivals.
 */
public final class JournaledArrivals {
    private final RequestRecord.Arrivals arrivals;
    private final long zeroNanos;

    JournaledArrivals(RequestRecord.Arrivals arrivals, long zeroNanos) {
        this.arrivals = arrivals;
        this.zeroNanos = zeroNanos;
    }

    /**
     * Returns how many arrivals there were.
     *
     * @return 0 or more
     */
    public int count() {
        return arrivals.count();
    }

    /**
     * Returns when an arrival came.
     *
     * @param index which, from 0
     * @return nanoseconds since the run's zero
     */
    public long nanos(int index) {
        return arrivals.nanos()[checked(index)] - zeroNanos;
    }

    /**
     * Returns how many token-bearing events an arrival brought.
     *
     * @param index which, from 0
     * @return 1 or more
     */
    public int events(int index) {
        return arrivals.events()[checked(index)];
    }

    /**
     * Returns how many tokens the server said that the events of an arrival bore.
     *
     * @param index which, from 0
     * @return tokens; 0 where the server didn't say
     */
    public int tokens(int index) {
        return arrivals.exactTokens()[checked(index)];
    }

    /** The arrays may be longer than what is used of them. */
    private int checked(int index) {
        return java.util.Objects.checkIndex(index, arrivals.count());
    }
}
