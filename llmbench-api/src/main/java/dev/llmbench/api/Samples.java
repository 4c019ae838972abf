package dev.llmbench.api;

import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Times counted by value: a sparse histogram that can be merged exactly.
 *
 * <p>Values are as fine as whoever recorded them (the load generator: exact for up to 2,048 requests, 3 significant digits
 * for more and for gaps between tokens); sum, smallest and largest are exact. Immutable.
 */
public final class Samples {
    private static final Samples NONE = new Samples(new long[0], new long[0], 0, 0, 0);

    private final long[] nanos;
    private final long[] counts;
    private final long totalNanos;
    private final long minNanos;
    private final long maxNanos;
    private final long count;

    private Samples(long[] nanos, long[] counts, long totalNanos, long minNanos, long maxNanos) {
        this.nanos = nanos;
        this.counts = counts;
        this.totalNanos = totalNanos;
        this.minNanos = minNanos;
        this.maxNanos = maxNanos;
        this.count = Arrays.stream(counts).sum();
    }

    /**
     * Returns no samples.
     *
     * @return the empty value
     */
    public static Samples none() {
        return NONE;
    }

    /**
     * Returns samples counted by value.
     *
     * @param counts how often each value, in nanoseconds, occurred; zero counts are left out
     * @param totalNanos the exact sum of all samples
     * @param minNanos the exact smallest sample
     * @param maxNanos the exact largest sample
     * @return the samples
     */
    public static Samples of(SortedMap<Long, Long> counts, long totalNanos, long minNanos, long maxNanos) {
        long[] values = new long[counts.size()];
        long[] times = new long[counts.size()];
        int size = 0;
        for (var entry : ascending(counts).entrySet()) {
            if (entry.getValue() < 0 || entry.getKey() < 0) {
                throw new IllegalArgumentException("values and counts must not be negative, but there was " + entry);
            }
            if (entry.getValue() > 0) {
                values[size] = entry.getKey();
                times[size++] = entry.getValue();
            }
        }
        if (size == 0) {
            return NONE;
        }
        if (minNanos > maxNanos || minNanos < 0 || totalNanos < 0) {
            throw new IllegalArgumentException(
                    "smallest " + minNanos + ", largest " + maxNanos + " and sum " + totalNanos + " don't fit");
        }
        return new Samples(Arrays.copyOf(values, size), Arrays.copyOf(times, size), totalNanos, minNanos, maxNanos);
    }

    private static SortedMap<Long, Long> ascending(SortedMap<Long, Long> counts) {
        return counts.comparator() == null ? counts : new TreeMap<>(Map.copyOf(counts));
    }

    /**
     * Returns exact samples, for tests and small sets.
     *
     * @param times the samples
     * @return the samples
     */
    public static Samples ofExact(Duration... times) {
        TreeMap<Long, Long> counts = new TreeMap<>();
        long total = 0;
        for (Duration time : times) {
            counts.merge(time.toNanos(), 1L, Long::sum);
            total += time.toNanos();
        }
        return counts.isEmpty() ? NONE : of(counts, total, counts.firstKey(), counts.lastKey());
    }

    /**
     * Returns these samples and others together, exactly.
     *
     * @param other more samples
     * @return all of them
     */
    public Samples plus(Samples other) {
        if (count == 0 || other.count == 0) {
            return count == 0 ? other : this;
        }
        SortedMap<Long, Long> all = counts();
        for (int i = 0; i < other.nanos.length; i++) {
            all.merge(other.nanos[i], other.counts[i], Long::sum);
        }
        return of(
                all,
                totalNanos + other.totalNanos,
                Math.min(minNanos, other.minNanos),
                Math.max(maxNanos, other.maxNanos));
    }

    /**
     * Returns the number of samples.
     *
     * @return 0 or more
     */
    public long count() {
        return count;
    }

    /**
     * Returns how often each value occurred.
     *
     * @return a copy: nanoseconds to counts
     */
    public SortedMap<Long, Long> counts() {
        TreeMap<Long, Long> map = new TreeMap<>();
        for (int i = 0; i < nanos.length; i++) {
            map.put(nanos[i], counts[i]);
        }
        return map;
    }

    /**
     * Returns the exact sum of all samples.
     *
     * @return nanoseconds
     */
    public long totalNanos() {
        return totalNanos;
    }

    /**
     * Returns the exact arithmetic mean.
     *
     * @return the mean, or empty without samples
     */
    public Optional<Duration> mean() {
        return count == 0 ? Optional.empty() : Optional.of(Duration.ofNanos(Math.round((double) totalNanos / count)));
    }

    /**
     * Returns the exact smallest sample.
     *
     * @return the smallest, or empty without samples
     */
    public Optional<Duration> min() {
        return count == 0 ? Optional.empty() : Optional.of(Duration.ofNanos(minNanos));
    }

    /**
     * Returns the exact largest sample.
     *
     * @return the largest, or empty without samples
     */
    public Optional<Duration> max() {
        return count == 0 ? Optional.empty() : Optional.of(Duration.ofNanos(maxNanos));
    }

    /**
     * Returns how many samples are at most a limit.
     *
     * @param limit the limit
     * @return their number
     */
    public long countAtMost(Duration limit) {
        if (limit.compareTo(Duration.ofNanos(maxNanos)) >= 0) {
            return count;
        }
        long atMost = 0;
        for (int i = 0; i < nanos.length && nanos[i] <= limit.toNanos(); i++) {
            atMost += counts[i];
        }
        return atMost;
    }

    /**
     * The value of a rank from 1 to {@code count}, clamped into [min, max] so that it never leaves the exact range; the
     * first and the last are exact.
     */
    long nanosAtRank(long rank) {
        if (rank <= 1) {
            return minNanos;
        }
        if (rank >= count) {
            return maxNanos;
        }
        long seen = 0;
        for (int i = 0; i < nanos.length; i++) {
            seen += counts[i];
            if (seen >= rank) {
                return Math.max(minNanos, Math.min(maxNanos, nanos[i]));
            }
        }
        return maxNanos;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Samples that
                && totalNanos == that.totalNanos
                && minNanos == that.minNanos
                && maxNanos == that.maxNanos
                && Arrays.equals(nanos, that.nanos)
                && Arrays.equals(counts, that.counts);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(nanos) + Arrays.hashCode(counts);
    }

    @Override
    public String toString() {
        return "Samples[count=" + count + ", mean=" + mean() + ", min=" + min() + ", max=" + max() + "]";
    }
}
