package dev.llmbench.api;

import java.time.Duration;
import java.util.Optional;

/**
 * One percentile of a {@link Distribution}, with how far to trust it.
 *
 * @param percentile which one, from 0 to 100
 * @param value the value; empty without samples, and where it is infinite
 * @param unbounded whether the value is infinite, because so many requests failed or were dropped
 * @param atLeast whether the value is only a lower bound, because more than 1 % of the requests were censored
 * @param interval the confidence interval, empty where there are too few samples for one
 * @param samples how many samples the distribution has
 * @param tooFew whether there are fewer samples than this percentile needs (64 for p90, 130 for p95, 662 for p99, 6,636
 *     for p99.9)
 */
public record Quantile(
        double percentile,
        Optional<Duration> value,
        boolean unbounded,
        boolean atLeast,
        Optional<DurationInterval> interval,
        long samples,
        boolean tooFew) {
    /** Refuses a value that is infinite and finite at once. */
    public Quantile {
        if (unbounded && value.isPresent()) {
            throw new IllegalArgumentException("a quantile can't be unbounded and " + value.get());
        }
    }
}
