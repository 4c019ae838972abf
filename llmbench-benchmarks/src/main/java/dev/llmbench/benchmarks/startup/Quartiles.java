package dev.llmbench.benchmarks.startup;

import java.util.List;
import java.util.Locale;

/**
 * The middle of repetitions and what lies around it, each by linear interpolation between neighbours.
 *
 * @param lower a quarter of the repetitions is at most this
 * @param median half of them
 * @param upper three quarters
 */
record Quartiles(double lower, double median, double upper) {
    /**
     * Computes them.
     *
     * @throws IllegalArgumentException without a value
     */
    static Quartiles of(List<Double> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("quartiles need at least one value");
        }
        List<Double> sorted = values.stream().sorted().toList();
        return new Quartiles(at(sorted, 0.25), at(sorted, 0.5), at(sorted, 0.75));
    }

    private static double at(List<Double> sorted, double share) {
        double position = share * (sorted.size() - 1);
        int below = (int) position;
        int above = Math.min(below + 1, sorted.size() - 1);
        return sorted.get(below) + (position - below) * (sorted.get(above) - sorted.get(below));
    }

    /** Such as {@code 312 [300, 331]}. */
    String words() {
        return String.format(Locale.ROOT, "%.0f [%.0f, %.0f]", median, lower, upper);
    }
}
