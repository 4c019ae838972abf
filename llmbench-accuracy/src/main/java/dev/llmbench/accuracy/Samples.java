package dev.llmbench.accuracy;

import java.util.Arrays;

/** Numbers of nanoseconds that grow one by one; the percentile is the smallest with so many percent at or below it. */
final class Samples {
    private long[] values = new long[1_024];
    private int count;
    private boolean sorted = true;

    void add(long nanos) {
        if (count == values.length) {
            values = Arrays.copyOf(values, 2 * count);
        }
        values[count++] = nanos;
        sorted = false;
    }

    int count() {
        return count;
    }

    /** The exact mean; without samples there is none. */
    double mean() {
        if (count == 0) {
            throw new IllegalStateException("no samples have no mean");
        }
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += values[i];
        }
        return sum / count;
    }

    /**
     * Returns a percentile by nearest rank.
     *
     * @param percent from above 0 to 100
     */
    long percentile(int percent) {
        if (count == 0) {
            throw new IllegalStateException("no samples have no percentile");
        }
        if (!sorted) {
            Arrays.sort(values, 0, count);
            sorted = true;
        }
        // whole numbers: 0.95 * 20 is not 19 in binary
        long rank = ((long) percent * count + 99) / 100;
        return values[(int) Math.max(1, rank) - 1];
    }
}
