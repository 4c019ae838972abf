package dev.llmbench.core.internal.record;

import java.util.Arrays;

/**
 * The arrivals of one running request: growing parallel arrays that are pooled, so that nothing is allocated per token.
 */
public final class ArrivalBuffer {
    private static final long[] NO_STAMPS = {};
    private static final int[] NO_COUNTS = {};

    /** Small, since ten thousand streams that hardly speak shall fit into little memory. */
    private static final int FIRST_SIZE = 16;

    private long[] nanos = NO_STAMPS;
    private int[] events = NO_COUNTS;
    private int[] exactTokens = NO_COUNTS;
    private int count;
    private int withSeveralEvents;
    private boolean allExact = true;

    /** Forgets everything. */
    public void clear() {
        count = 0;
        withSeveralEvents = 0;
        allExact = true;
    }

    /**
     * Adds one token-bearing event; events of equal stamps form one arrival.
     *
     * @param stamp the event's stamp
     * @param exact how many tokens the server said it brought, 0 where it didn't say
     */
    public void add(long stamp, int exact) {
        allExact &= exact > 0;
        int last = count - 1;
        if (last >= 0 && nanos[last] == stamp) {
            withSeveralEvents += events[last]++ == 1 ? 1 : 0;
            exactTokens[last] += exact;
            return;
        }
        if (count == nanos.length) {
            grow();
        }
        nanos[count] = stamp;
        events[count] = 1;
        exactTokens[count++] = exact;
    }

    /** Returns the number of arrivals. */
    public int count() {
        return count;
    }

    /** Returns how many arrivals brought more than one token-bearing event. */
    public int withSeveralEvents() {
        return withSeveralEvents;
    }

    /** Returns the stamp of an arrival. */
    public long nanos(int index) {
        return nanos[index];
    }

    /** Returns how many token-bearing events an arrival brought. */
    public int events(int index) {
        return events[index];
    }

    /** Returns how many tokens the server said that an arrival brought. */
    public int exactTokens(int index) {
        return exactTokens[index];
    }

    /** Returns whether the server told the count of every event. */
    public boolean allExact() {
        return allExact && count > 0;
    }

    /** Returns the arrays, not copied, for the writer of the event file. */
    public RequestRecord.Arrivals view() {
        return new RequestRecord.Arrivals(count, nanos, events, exactTokens);
    }

    private void grow() {
        int capacity = Math.max(FIRST_SIZE, nanos.length * 2);
        nanos = Arrays.copyOf(nanos, capacity);
        events = Arrays.copyOf(events, capacity);
        exactTokens = Arrays.copyOf(exactTokens, capacity);
    }
}
