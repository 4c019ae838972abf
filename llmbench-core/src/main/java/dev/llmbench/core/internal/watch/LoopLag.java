package dev.llmbench.core.internal.watch;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.SingleWriterRecorder;

/**
 * How late one event loop comes to what is due at any moment.
 *
 * <p>Ticks come at random moments, also while the loop stops: a stop of 90 ms counts as waits of up to 90 ms, as tokens that came
 * during it have waited. Counted as one late tick among a hundred, it would hide from the 99th percentile although it delayed a
 * tenth of a second's tokens.
 *
 * <p>{@link #tick} belongs to the loop's own thread and allocates nothing; everything else may come from another thread.
 */
public final class LoopLag {
    private static final long LOWEST_NANOS = 1_000;
    private static final long HIGHEST_NANOS = TimeUnit.HOURS.toNanos(1);
    private static final int DIGITS = 3;

    private final SingleWriterRecorder late = new SingleWriterRecorder(LOWEST_NANOS, HIGHEST_NANOS, DIGITS);
    private final SingleWriterRecorder untilMet = new SingleWriterRecorder(LOWEST_NANOS, HIGHEST_NANOS, DIGITS);

    /**
     * Records that a task of the loop ran that was due at a moment at random.
     *
     * @param dueNanos when it was due, by the monotonic clock
     * @param metNanos when it began to read what came when the task was due
     * @param actualNanos when it ran; earlier than due counts as on time
     * @param reads how often a socket was read about that time: what comes in bursts is read when the loop has most to do, and by a
     *     process beside it is taken the processor
     */
    public void tick(long dueNanos, long metNanos, long actualNanos, int reads) {
        late.recordValue(inRange(actualNanos - dueNanos));
        untilMet.recordValueWithCount(inRange(metNanos - dueNanos), Math.max(1, reads));
    }

    private static long inRange(long nanos) {
        return Math.max(0, Math.min(HIGHEST_NANOS, nanos));
    }

    /** Forgets what was recorded. */
    void reset() {
        late.reset();
        untilMet.reset();
    }

    /** Moves how late tasks ran since the last reset or the last call into a histogram. */
    void moveLateInto(Histogram all) {
        all.add(late.getIntervalHistogram());
    }

    /** Moves how long the loop took to come to what came, since the last reset or the last call, into a histogram. */
    void moveUntilMetInto(Histogram all) {
        all.add(untilMet.getIntervalHistogram());
    }

    static Histogram histogram() {
        return new Histogram(LOWEST_NANOS, HIGHEST_NANOS, DIGITS);
    }
}
