package dev.llmbench.api;

/**
 * A confidence interval of a plain number.
 *
 * @param low the lower end
 * @param high the upper end, at least {@code low}
 * @param confidence the share of such intervals that hold the truth, such as 0.95
 */
public record Interval(double low, double high, double confidence) {
    /** Checks order and confidence. */
    public Interval {
        if (!(low <= high)) {
            throw new IllegalArgumentException("an interval must not end before it begins: " + low + " … " + high);
        }
        if (!(confidence > 0 && confidence < 1)) {
            throw new IllegalArgumentException("confidence must be between 0 and 1, but was " + confidence);
        }
    }

    /**
     * Returns half the interval's width in relation to a value.
     *
     * @param value the value that the interval belongs to
     * @return such as 0.05 for ± 5 %; infinite when the value is zero
     */
    public double relativeHalfWidth(double value) {
        return value == 0 ? Double.POSITIVE_INFINITY : (high - low) / 2 / Math.abs(value);
    }
}
