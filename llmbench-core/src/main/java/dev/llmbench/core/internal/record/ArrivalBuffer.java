package dev.llmbench.core.internal.record;

import java.util.Arrays;

/**
 * The arrivals of one running request: growing parallel arrays that are pooled, so that nothing is allocated per token.
 *
 * <p>Behind the arrivals that there are, the counts are always those of one event of which the server said nothing. So the
 * usual arrival writes its stamp alone, and of thousands of running requests one line of memory each has to be fetched, not
 * three.
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
    private long latest;
    private int withSeveralEvents;
    private boolean allExact = true;
    private boolean unusual;

    /** Forgets everything. */
    public void clear() {
        if (unusual) {
            unusual = false;
            Arrays.fill(events, 0, count, 1);
            Arrays.fill(exactTokens, 0, count, 0);
        }
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
        if (stamp == latest && count > 0) { // kept here as well: the array needn't be read, only written
            int last = count - 1;
            unusual = true;
            withSeveralEvents += events[last]++ == 1 ? 1 : 0;
            exactTokens[last] += exact;
            return;
        }
        if (count == nanos.length) {
            grow();
        }
        latest = stamp;
        nanos[count] = stamp;
        if (exact != 0) {
            unusual = true;
            exactTokens[count] = exact;
        }
        count++;
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
        Arrays.fill(events, count, capacity, 1);
        exactTokens = Arrays.copyOf(exactTokens, capacity);
    }
}
