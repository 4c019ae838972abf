package dev.llmbench.core.internal.record;

import dev.llmbench.api.Samples;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/**
 * Counts times of one kind; written by one thread. Its memory is taken when it is made: recording allocates nothing.
 */
public final class LatencyRecorder {
    /** The finest difference that is told apart: one microsecond. */
    static final long LOWEST_NANOS = 1_000;

    /** Three digits: a value is told to 0.1 %. */
    static final int FINE = 3;

    /** Two digits, where only the width of an interval hangs on it. */
    static final int COARSE = 2;

    /** So many times are kept as they are, where they are kept: no more, as they all stand in the files of results. */
    static final int FEW = 2_048;

    private final Histogram histogram;
    private final long highest;
    private final long[] few;
    private int fewCount;
    private long totalNanos;
    private long minNanos = Long.MAX_VALUE;
    private long maxNanos;

    private LatencyRecorder(long highestNanos, int digits, int few) {
        this.highest = highestNanos;
        this.few = new long[few];
        this.histogram = new Histogram(LOWEST_NANOS, highestNanos, digits);
    }

    /**
     * Makes a recorder that tells up to {@link #FEW} times exactly, and more to 3 significant digits.
     *
     * @param highestNanos the largest time that can occur
     * @return an empty recorder
     */
    public static LatencyRecorder exactWhileFew(long highestNanos) {
        return new LatencyRecorder(highestNanos, FINE, FEW);
    }

    /**
     * Makes a recorder of 3 significant digits.
     *
     * @param highestNanos the largest time that can occur
     * @return an empty recorder
     */
    public static LatencyRecorder fine(long highestNanos) {
        return new LatencyRecorder(highestNanos, FINE, 0);
    }

    /**
     * Makes a small recorder of 2 significant digits.
     *
     * @param highestNanos the largest time that can occur
     * @return an empty recorder
     */
    public static LatencyRecorder coarse(long highestNanos) {
        return new LatencyRecorder(highestNanos, COARSE, 0);
    }

    /**
     * Counts one time.
     *
     * @param nanos the time; below zero counts as zero, which only a clock of another thread can cause
     */
    public void record(long nanos) {
        record(nanos, 1);
    }

    /**
     * Counts a time several times.
     *
     * @param nanos the time
     * @param count how often
     */
    public void record(long nanos, long count) {
        long value = Math.max(0, nanos);
        // Times beyond the range can't occur: the total time-out lies inside it. Should one occur, its count is kept.
        histogram.recordValueWithCount(Math.min(value, highest), count);
        for (long i = 0; i < count && fewCount < few.length; i++) {
            few[fewCount++] = value;
        }
        totalNanos += value * count;
        minNanos = Math.min(minNanos, value);
        maxNanos = Math.max(maxNanos, value);
    }

    /**
     * Adds what another recorder of the same kind has counted.
     *
     * @param other the other recorder, no longer written
     */
    public void add(LatencyRecorder other) {
        histogram.add(other.histogram);
        int taken = Math.min(other.fewCount, few.length - fewCount);
        System.arraycopy(other.few, 0, few, fewCount, taken);
        fewCount += taken;
        totalNanos += other.totalNanos;
        minNanos = Math.min(minNanos, other.minNanos);
        maxNanos = Math.max(maxNanos, other.maxNanos);
    }

    /**
     * Returns how many times were counted.
     *
     * @return 0 or more
     */
    public long count() {
        return histogram.getTotalCount();
    }

    /**
     * Returns what was counted.
     *
     * @return the samples
     */
    public Samples samples() {
        return fewCount == count() ? exactly() : scaled(1);
    }

    private Samples exactly() {
        TreeMap<Long, Long> counts = new TreeMap<>();
        for (int i = 0; i < fewCount; i++) {
            counts.merge(few[i], 1L, Long::sum);
        }
        return Samples.of(counts, totalNanos, minNanos, maxNanos);
    }

    /**
     * Returns what was counted, as if each time had been shared by so many tokens.
     *
     * @param tokensPerSample how many tokens each counted sample really stood for
     * @return times divided, counts multiplied
     */
    public Samples scaled(double tokensPerSample) {
        TreeMap<Long, Long> counts = new TreeMap<>();
        // Rounded as a running total: rounding each count by itself could lose or invent a large part of them.
        long seen = 0;
        long given = 0;
        for (var value : histogram.recordedValues()) {
            long middle = histogram.medianEquivalentValue(value.getValueIteratedTo());
            // Not clamped to the exact ends here: the samples of two recorders together must equal those of one.
            long nanos = Math.round(middle / tokensPerSample);
            seen += value.getCountAddedInThisIterationStep();
            long due = Math.round(seen * tokensPerSample);
            if (due > given) {
                counts.merge(nanos, due - given, Long::sum);
                given = due;
            }
        }
        return Samples.of(
                counts,
                totalNanos,
                counts.isEmpty() ? 0 : Math.round(minNanos / tokensPerSample),
                counts.isEmpty() ? 0 : Math.round(maxNanos / tokensPerSample));
    }
}
