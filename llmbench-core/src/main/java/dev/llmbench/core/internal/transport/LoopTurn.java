package dev.llmbench.core.internal.transport;

/**
 * How long bytes have surely waited for this loop when they are read. Belongs to one loop.
 *
 * <p>A loop works in turns: it asks the system which sockets have something, reads these one after the other, does its tasks, and
 * asks again. What the last socket of a turn had to say has waited at least since the first was read.
 *
 * <p>What came after the loop had asked, or while it did not run, has waited for the next turn to begin. That can't be seen in what
 * is read; {@link #metAt} tells it of any moment.
 */
final class LoopTurn {
    private boolean reading;
    private long begin;
    private int reads;

    /** The loop asks which sockets have something: the turn before is over. */
    void asks() {
        reading = false;
    }

    /**
     * Notes a read and tells how long its bytes have waited in this turn.
     *
     * @param nanos when the read returned
     * @return nanoseconds, 0 or more
     */
    long waitedAt(long nanos) {
        if (!reading) {
            reading = true;
            begin = nanos;
        }
        reads++;
        return nanos - begin;
    }

    /** Returns how many reads there were since this was asked last. */
    int takeReads() {
        int taken = reads;
        reads = 0;
        return taken;
    }

    /**
     * Returns when a turn began that found what came at some moment: this one, if it began to read behind that moment; else the
     * next, which begins now.
     *
     * @param came the moment
     * @param now when this turn does its tasks
     */
    long metAt(long came, long now) {
        return reading && came <= begin ? begin : now;
    }
}
