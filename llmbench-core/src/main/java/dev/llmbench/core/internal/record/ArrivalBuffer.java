package dev.llmbench.core.internal.record;

import java.util.Arrays;

/**
 * The arrivals of one running request: growing parallel arrays that are pooled, so that nothing is allocated per token.
 *
 * <p>Behind the arrivals that there are, the counts are always those of one event of which the server said nothing. So the
 * usual arrival writes its stamp alone, and of thousands of running requests one line of memory each has to be fetched, not
 * three. Until a request has an arrival of another kind, its counts are in arrays that all buffers share.
 */
public final class ArrivalBuffer {
    private static final long[] NO_STAMPS = {};

    /** Small, since ten thousand streams that hardly speak shall fit into little memory. */
    private static final int FIRST_SIZE = 16;

    private long[] nanos = NO_STAMPS;
    private int[] events = UsualCounts.ONES.atLeast(0);
    private int[] exactTokens = UsualCounts.ZEROS.atLeast(0);
    private boolean ownCounts;
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
            differ();
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
            differ();
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

    /** To be called before counts are written. */
    private void differ() {
        unusual = true;
        if (!ownCounts) {
            ownCounts = true;
            events = Arrays.copyOf(events, nanos.length);
            exactTokens = Arrays.copyOf(exactTokens, nanos.length);
        }
    }

    private void grow() {
        int capacity = Math.max(FIRST_SIZE, nanos.length * 2);
        nanos = Arrays.copyOf(nanos, capacity);
        if (ownCounts) {
            events = Arrays.copyOf(events, capacity);
            Arrays.fill(events, count, capacity, 1);
            exactTokens = Arrays.copyOf(exactTokens, capacity);
        } else {
            events = UsualCounts.ONES.atLeast(capacity);
            exactTokens = UsualCounts.ZEROS.atLeast(capacity);
        }
    }

    /** The same count as often as a buffer wants it; the array is shared, so that it must never be written. */
    private static final class UsualCounts {
        static final UsualCounts ONES = new UsualCounts(1);
        static final UsualCounts ZEROS = new UsualCounts(0);

        private final int count;
        private volatile int[] counts = {};

        UsualCounts(int count) {
            this.count = count;
        }

        int[] atLeast(int length) {
            int[] all = counts;
            if (all.length < length) {
                all = new int[length];
                Arrays.fill(all, count);
                counts = all; // two threads at once may make two, which differ in nothing but perhaps their length
            }
            return all;
        }
    }
}
