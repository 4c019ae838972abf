package dev.llmbench.core.internal.record;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Buffers between requests. Event loops take them, the writer of the event file gives them back; safe for both.
 */
public final class ArrivalBuffers {
    private static final int SMALLEST = 64;
    private static final int MOST_KEPT = 8_192;

    private final ConcurrentLinkedQueue<ArrivalBuffer> free = new ConcurrentLinkedQueue<>();
    private final AtomicInteger kept = new AtomicInteger();

    /**
     * Returns an empty buffer.
     *
     * @param expected how many arrivals are expected
     * @return a buffer that holds so many without growing, if it is a new one
     */
    public ArrivalBuffer take(int expected) {
        ArrivalBuffer buffer = free.poll();
        if (buffer == null) {
            return new ArrivalBuffer(Math.max(SMALLEST, Math.min(expected + 8, 1 << 16)));
        }
        kept.decrementAndGet();
        buffer.clear();
        return buffer;
    }

    /**
     * Takes a buffer back.
     *
     * @param buffer a buffer that nobody uses any more
     */
    public void giveBack(ArrivalBuffer buffer) {
        if (kept.get() < MOST_KEPT) {
            kept.incrementAndGet();
            free.add(buffer);
        }
    }
}
