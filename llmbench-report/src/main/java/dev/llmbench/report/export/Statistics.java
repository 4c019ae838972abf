package dev.llmbench.report.export;

import java.util.Arrays;
import java.util.Optional;

/** Percentiles and means as other tools define them. All take values in ascending order. */
final class Statistics {
    private Statistics() {}

    /**
     * The percentile of numpy's default method: between the two values around rank {@code (n - 1) p / 100}, in proportion
     * (gpu_conc). Its 50th is Python's {@code statistics.median}.
     */
    static Optional<Double> linear(double[] ascending, double percentile) {
        if (ascending.length == 0) {
            return Optional.empty();
        }
        double rank = (ascending.length - 1) * percentile / 100;
        int below = (int) Math.floor(rank);
        int above = Math.min(below + 1, ascending.length - 1);
        return Optional.of(ascending[below] + (rank - below) * (ascending[above] - ascending[below]));
    }

    /** The value of rank {@code (n - 1) p / 100} in whole numbers, from 0: the lower of two (gpu-shopper's reader). */
    static Optional<Double> lowerRank(double[] ascending, int percentile) {
        return ascending.length == 0
                ? Optional.empty()
                : Optional.of(ascending[(int) ((ascending.length - 1L) * percentile / 100)]);
    }

    static Optional<Double> mean(double[] values) {
        return values.length == 0
                ? Optional.empty()
                : Optional.of(Arrays.stream(values).sum() / values.length);
    }

    static Optional<Double> least(double[] ascending) {
        return ascending.length == 0 ? Optional.empty() : Optional.of(ascending[0]);
    }

    static Optional<Double> greatest(double[] ascending) {
        return ascending.length == 0 ? Optional.empty() : Optional.of(ascending[ascending.length - 1]);
    }
}
