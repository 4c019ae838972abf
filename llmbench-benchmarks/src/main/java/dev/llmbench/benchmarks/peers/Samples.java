package dev.llmbench.benchmarks.peers;

import dev.llmbench.benchmarks.peers.Definition.Quantile;
import java.util.Arrays;

/** Samples of a time in nanoseconds. */
final class Samples {
    private double[] values = new double[1024];
    private int count;

    void add(long nanos) {
        add((double) nanos);
    }

    void add(double value) {
        if (count == values.length) {
            values = Arrays.copyOf(values, count * 2);
        }
        values[count++] = value;
    }

    boolean isEmpty() {
        return count == 0;
    }

    double mean() {
        return Arrays.stream(values, 0, count).average().orElseThrow();
    }

    /**
     * Returns a percentile.
     *
     * @param fraction from 0 to 1
     * @param quantile how
     */
    double percentile(double fraction, Quantile quantile) {
        if (isEmpty()) {
            throw new IllegalStateException("no samples have no percentile");
        }
        Arrays.sort(values, 0, count);
        double place = fraction * (count - 1);
        int below = (int) Math.floor(place);
        return switch (quantile) {
            case LOWER -> values[below];
            case LINEAR -> values[below] + (place - below) * (values[Math.min(below + 1, count - 1)] - values[below]);
            // a hair less, as 0.95 * 20 is more than 19 in binary
            case NEAREST_RANK -> values[Math.max(0, (int) Math.ceil(fraction * count - 1e-9) - 1)];
        };
    }
}
