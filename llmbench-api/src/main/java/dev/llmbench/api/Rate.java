package dev.llmbench.api;

import java.util.Optional;

/**
 * Something per second, with how far to trust it.
 *
 * @param perSecond the value, 0 or more
 * @param interval the confidence interval by batch means; absent with fewer than 10 batches
 */
public record Rate(double perSecond, Optional<Interval> interval) {
    /** Refuses what is negative, infinite or not a number. */
    public Rate {
        if (!(perSecond >= 0 && perSecond < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("perSecond must be 0 or more and finite, but was " + perSecond);
        }
    }

    /**
     * Returns a rate without an interval.
     *
     * @param perSecond the value
     * @return the rate
     */
    public static Rate of(double perSecond) {
        return new Rate(perSecond, Optional.empty());
    }
}
