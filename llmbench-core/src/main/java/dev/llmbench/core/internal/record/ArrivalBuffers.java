package dev.llmbench.core.internal.record;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Buffers between requests. Event loops take them, the writer of the event file gives them back; safe for both.
 */
public final class ArrivalBuffers {
    private static final int MOST_KEPT = 32_768;

    private final ConcurrentLinkedQueue<ArrivalBuffer> free = new ConcurrentLinkedQueue<>();
    private final AtomicInteger kept = new AtomicInteger();

    /**
     * Returns an empty buffer.
     *
     * @return a buffer, as large as it has grown for requests before
     */
    public ArrivalBuffer take() {
        ArrivalBuffer buffer = free.poll();
        if (buffer == null) {
            return new ArrivalBuffer();
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
