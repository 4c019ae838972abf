package dev.llmbench.core.internal.transport;

/**
 * How long bytes have surely waited for this loop when they are read. Belongs to one loop.
 *
 * <p>A loop works in turns: it asks the system which sockets have something, reads these one after the other, does its tasks, and
 * asks again. What the last socket of a turn had to say has waited at least since the first was read. Where the loop did not sleep
 * when it asked, it came too late: what it then found came at any time since the turn before began, half that turn ago on average.
 *
 * <p>Waits that the loop can't know of, because it did not run when the bytes came, are not in it; those its lag tells.
 */
final class LoopTurn {
    /** Asking without sleeping takes a few microseconds; sleeping and being woken takes more. */
    private static final long AT_ONCE_NANOS = 20_000;

    private boolean reading;
    private long asked;
    private long begin;
    private long before;

    /**
     * The loop asks which sockets have something: the turn before is over.
     *
     * @param nanos when
     */
    void asks(long nanos) {
        reading = false;
        asked = nanos;
    }

    /**
     * Notes a read and tells how long its bytes have waited.
     *
     * @param nanos when the read returned
     * @return nanoseconds, 0 or more
     */
    long waitedAt(long nanos) {
        if (!reading) {
            reading = true;
            before = nanos - asked < AT_ONCE_NANOS ? (asked - begin) / 2 : 0;
            begin = nanos;
        }
        return nanos - begin + before;
    }

    /** Returns when the turn under way began to read; the given moment where it has read nothing. */
    long beganBefore(long now) {
        return reading ? begin : now;
    }
}
