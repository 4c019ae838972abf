package dev.llmbench.accuracy;

import java.util.Objects;
import java.util.Optional;

/**
 * How far a figure was off.
 *
 * @param figure which
 * @param statistic which value of its distribution; {@link Statistic#MEAN} of a figure that is one number
 * @param measured what the load generator said, in the figure's unit
 * @param truth what the server's stamps say, in the same unit
 */
public record FigureError(Figure figure, Statistic statistic, double measured, double truth) {
    private static final double MILLIS = 0.5;
    private static final double FRACTION = 0.005;

    /** Refuses what is no number. */
    public FigureError {
        Objects.requireNonNull(figure, "figure");
        Objects.requireNonNull(statistic, "statistic");
        if (!Double.isFinite(measured) || !Double.isFinite(truth)) {
            throw new IllegalArgumentException(
                    "measured and truth must be finite, but were " + measured + " and " + truth);
        }
    }

    /**
     * Returns {@code measured - truth}, in the figure's unit.
     *
     * @return positive where too much was measured
     */
    public double error() {
        return measured - truth;
    }

    /**
     * Returns the error as a fraction of the truth.
     *
     * @return such as 0.002; empty where the truth is zero
     */
    public Optional<Double> relative() {
        return truth == 0 ? Optional.empty() : Optional.of(error() / truth);
    }

    /**
     * Returns how far the figure may be off: 0.5 % of the truth, of a time at least 0.5 ms.
     *
     * @return in the figure's unit, not negative
     */
    public double allowed() {
        double share = FRACTION * Math.abs(truth);
        return figure.unit() == Figure.Unit.MILLISECONDS ? Math.max(MILLIS, share) : share;
    }

    /**
     * Returns whether the figure is no further off than {@link #allowed()}.
     *
     * @return whether it is close enough
     */
    public boolean within() {
        return Math.abs(error()) <= allowed();
    }

    /**
     * Returns whether llmbench promises that this is {@link #within()}.
     *
     * @return true for means, medians and 95th percentiles of the figures that have a goal
     */
    public boolean promised() {
        return figure.goal() && statistic != Statistic.P99;
    }
}
