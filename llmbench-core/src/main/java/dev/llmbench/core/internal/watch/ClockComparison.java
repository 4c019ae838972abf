package dev.llmbench.core.internal.watch;

import dev.llmbench.core.internal.time.Ticker;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Compares the progress of wall clock and monotonic clock from sample to sample.
 *
 * <p>They disagree when somebody set the wall clock, or when the machine slept while the monotonic clock stood still.
 * Neighbouring samples are compared, not the ends of the window: a clock that is slowly brought into line is no jump.
 * Thread-safe.
 */
final class ClockComparison {
    /** A sample whose two readings lie further apart tells of this thread's delay, not of the clocks. */
    private static final long TOO_LONG_BETWEEN_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final Ticker ticker;
    private final InstantSource wall;
    private Optional<Sample> last = Optional.empty();
    private long largestNanos;
    private int compared;

    ClockComparison(Ticker ticker, InstantSource wall) {
        this.ticker = ticker;
        this.wall = wall;
    }

    /** Forgets everything and takes a first sample. */
    synchronized void begin() {
        last = Optional.empty();
        largestNanos = 0;
        compared = 0;
        sample();
    }

    synchronized void sample() {
        long before = ticker.nanos();
        Instant now = wall.instant();
        long after = ticker.nanos();
        if (after - before > TOO_LONG_BETWEEN_NANOS) {
            return;
        }
        Sample sample = new Sample(nanos(now), before + (after - before) / 2);
        last.ifPresent(previous -> {
            long disagreement =
                    sample.wallNanos - previous.wallNanos - (sample.monotonicNanos - previous.monotonicNanos);
            largestNanos = Math.max(largestNanos, Math.abs(disagreement));
            compared++;
        });
        last = Optional.of(sample);
    }

    synchronized Reading largestMillis() {
        return compared == 0 ? Reading.absent("the clocks could not be compared") : Reading.of(largestNanos / 1e6);
    }

    private static long nanos(Instant instant) {
        return TimeUnit.SECONDS.toNanos(instant.getEpochSecond()) + instant.getNano();
    }

    private record Sample(long wallNanos, long monotonicNanos) {}
}
