package dev.llmbench.core.internal.record;

/**
 * The borders of a level's phases, written by whoever runs the level and read by its event loops.
 *
 * <p>Borders are published before their time comes, so that every loop sees them when it needs them.
 */
public final class LevelClock {
    /** A border that is not known yet. */
    public static final long UNKNOWN = Long.MAX_VALUE;

    private volatile long start = UNKNOWN;
    private volatile long windowStart = UNKNOWN;
    private volatile long windowEnd = UNKNOWN;

    /** Publishes when the first request is due. */
    public void startsAt(long nanos) {
        start = nanos;
    }

    /** Returns when the first request is due, or {@link #UNKNOWN}. */
    public long start() {
        return start;
    }

    /** Returns the beginning of W, or {@link #UNKNOWN}. */
    public long windowStart() {
        return windowStart;
    }

    /** Returns the end of W, or {@link #UNKNOWN}. */
    public long windowEnd() {
        return windowEnd;
    }

    /** Publishes the beginning of W. */
    public void windowStartsAt(long nanos) {
        windowStart = nanos;
    }

    /** Publishes the end of W. */
    public void windowEndsAt(long nanos) {
        windowEnd = nanos;
    }

    /** Returns the phase to which a request belongs that was scheduled at a time. */
    public Phase phaseOf(long scheduled) {
        // Compared without subtraction: UNKNOWN is the largest value, and stamps of one run never wrap.
        if (scheduled < windowStart) {
            return Phase.WARM_UP;
        }
        return scheduled < windowEnd ? Phase.MEASURED : Phase.HELD;
    }

    /** Returns whether a time lies in W, as far as W is known. */
    public boolean inWindow(long nanos) {
        return nanos >= windowStart && nanos < windowEnd;
    }
}
