package dev.llmbench.api;

import java.time.Duration;
import java.util.Optional;

/**
 * One percentile of a {@link Distribution}, with how far to trust it.
 *
 * @param percentile which one, from 0 to 100
 * @param value the value; empty without samples, and where it is infinite
 * @param unbounded whether the value is infinite, because so many requests failed or were dropped
 * @param atLeast whether the value is only a lower bound: more than 1 % of the requests were censored, or this
 *     percentile lies among the slowest, where a censored one may be
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

    /**
     * Returns how many samples this percentile needs before its figure is trusted: 10 for p50, 64 for p90, 130 for p95,
     * 662 for p99, 6,636 for p99.9. Other percentiles need as many as leave the same chance, about 0.13 %, that no sample
     * lies beyond the percentile.
     *
     * @return at least 1; {@link #tooFew} tells whether there are fewer
     */
    public long neededSamples() {
        return OrderStatistics.needed(percentile);
    }
}
