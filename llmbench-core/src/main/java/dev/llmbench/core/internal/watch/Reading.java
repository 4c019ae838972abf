package dev.llmbench.core.internal.watch;

import java.util.Optional;

/**
 * A figure, or why there is none.
 *
 * @param value the figure
 * @param because why it is absent; empty when it is there
 */
public record Reading(Optional<Double> value, String because) {
    /** Refuses what is neither a figure nor a reason. */
    public Reading {
        if (value.isPresent() == !because.isEmpty()) {
            throw new IllegalArgumentException(
                    "a reading has either a value or a reason, but not " + value + " and '" + because + "'");
        }
        if (value.isPresent() && !Double.isFinite(value.get())) {
            throw new IllegalArgumentException("a reading must be finite, but was " + value.get());
        }
    }

    /**
     * Returns a figure.
     *
     * @param value the figure, finite
     * @return the reading
     */
    public static Reading of(double value) {
        return new Reading(Optional.of(value), "");
    }

    /**
     * Returns that there is no figure.
     *
     * @param because why
     * @return the reading
     */
    public static Reading absent(String because) {
        return new Reading(Optional.empty(), because);
    }

    /**
     * Returns the higher of two figures.
     *
     * @param other another reading
     * @return the higher; the one that is there, where one is absent; both reasons where both are
     */
    public Reading worse(Reading other) {
        if (value.isPresent() && other.value.isPresent()) {
            return value.get() >= other.value.get() ? this : other;
        }
        if (value.isEmpty() && other.value.isEmpty()) {
            return because.equals(other.because) ? this : absent(because + "; " + other.because);
        }
        return value.isPresent() ? this : other;
    }
}
