package dev.llmbench.core.internal.transport;

import dev.llmbench.core.internal.time.Ticker;
import io.netty.channel.EventLoop;

/**
 * How long bytes have surely waited for this loop when they are read. Belongs to one loop.
 *
 * <p>A loop works in turns: it asks the system which sockets have something, reads these one after the other, does its tasks, and
 * asks again. What the last socket of a turn had to say has waited at least since the first was read. Where the loop did not sleep
 * before it asked, it came too late: what it then found came at any time since it had asked before, half a turn ago on average.
 *
 * <p>Waits that the loop can't know of, because it did not run when the bytes came, are not in it; those its lag tells.
 */
final class LoopTurn implements Runnable {
    /** Asking without sleeping takes a few microseconds; sleeping and being woken takes more. */
    private static final long AT_ONCE_NANOS = 20_000;

    private final EventLoop eventLoop;
    private final Ticker ticker;
    private boolean open;
    private long begin;
    private long end;
    private long before;

    LoopTurn(EventLoop eventLoop, Ticker ticker) {
        this.eventLoop = eventLoop;
        this.ticker = ticker;
        this.begin = ticker.nanos();
        this.end = begin;
    }

    /**
     * Notes a read and tells how long its bytes have waited.
     *
     * @param nanos when the read returned
     * @return nanoseconds, 0 or more
     */
    long waitedAt(long nanos) {
        if (!open) {
            open = true;
            before = nanos - end < AT_ONCE_NANOS ? (nanos - begin) / 2 : 0;
            begin = nanos;
            eventLoop.execute(this); // runs when the sockets of this turn have been read
        }
        return nanos - begin + before;
    }

    /** Returns when the turn under way began; the given moment where none is. */
    long beganBefore(long now) {
        return open ? begin : now;
    }

    /** The turn is over. */
    @Override
    public void run() {
        open = false;
        end = ticker.nanos();
    }
}
