package dev.llmbench.api;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;

/**
 * How a latency is distributed over the requests of a level, with those that never got so far.
 *
 * <p>{@link #percentile} speaks of the requests that succeeded; {@link #percentileOfAll} counts failed and dropped ones
 * as infinitely slow. Distributions merge exactly; percentiles never do.
 *
 * @param succeeded the samples of requests that succeeded
 * @param failedWithValue samples of requests that failed after reaching this point, such as a first token received
 *     before a disconnection; they count among all, not among the succeeded
 * @param infinite how many requests failed or were dropped without reaching this point
 * @param censoredAges how old requests were that were still open when the level was cut off
 * @param independent whether samples are independent, one a request; gaps between tokens are not, and have no interval
 *     here
 */
public record Distribution(
        Samples succeeded, Samples failedWithValue, long infinite, Samples censoredAges, boolean independent) {
    /** Above this share of censored requests a percentile is only a lower bound. */
    private static final double MOST_CENSORED = 0.01;

    /** Refuses a negative count. */
    public Distribution {
        Objects.requireNonNull(succeeded, "succeeded");
        Objects.requireNonNull(failedWithValue, "failedWithValue");
        Objects.requireNonNull(censoredAges, "censoredAges");
        if (infinite < 0) {
            throw new IllegalArgumentException("infinite must not be negative, but was " + infinite);
        }
    }

    /**
     * Returns the distribution of independent samples of requests that all succeeded.
     *
     * @param samples the samples
     * @return the distribution
     */
    public static Distribution of(Samples samples) {
        return new Distribution(samples, Samples.none(), 0, Samples.none(), true);
    }

    /**
     * Returns the distribution of samples of which many belong to one request, such as gaps between tokens.
     *
     * @param samples the samples
     * @return the distribution
     */
    public static Distribution clustered(Samples samples) {
        return new Distribution(samples, Samples.none(), 0, Samples.none(), false);
    }

    /**
     * Returns an empty distribution.
     *
     * @return no samples
     */
    public static Distribution empty() {
        return of(Samples.none());
    }

    /**
     * Returns this distribution and another together, exactly.
     *
     * @param other the distribution of the same latency over other requests
     * @return the distribution over all
     */
    public Distribution plus(Distribution other) {
        return new Distribution(
                succeeded.plus(other.succeeded),
                failedWithValue.plus(other.failedWithValue),
                infinite + other.infinite,
                censoredAges.plus(other.censoredAges),
                independent && other.independent);
    }

    /**
     * Returns the number of samples of requests that succeeded.
     *
     * @return 0 or more
     */
    public long count() {
        return succeeded.count();
    }

    /**
     * Returns the exact mean over the requests that succeeded.
     *
     * @return the mean, or empty without samples
     */
    public Optional<Duration> mean() {
        return succeeded.mean();
    }

    /**
     * Returns the median over the requests that succeeded.
     *
     * @return as {@code percentile(50)}
     */
    public Quantile median() {
        return percentile(50);
    }

    /**
     * Returns a percentile over the requests that succeeded: the smallest sample with at least p percent of the samples
     * at or below it.
     *
     * <p>Censored requests are taken at their age; the interval's upper end takes them as infinite. Where the percentile
     * itself could be one of them, or more than 1 % are, the value is only a lower bound ({@link Quantile#atLeast}).
     *
     * @param p which percentile, from 0 to 100
     * @return the value with its interval
     */
    public Quantile percentile(double p) {
        return quantile(p, succeeded, 0);
    }

    /**
     * Returns a percentile over all requests, in which failed and dropped ones are infinitely slow.
     *
     * @param p which percentile, from 0 to 100
     * @return the value with its interval
     */
    public Quantile percentileOfAll(double p) {
        return quantile(p, succeeded.plus(failedWithValue), infinite);
    }

    private Quantile quantile(double p, Samples finite, long beyond) {
        if (!(p >= 0 && p <= 100)) {
            throw new IllegalArgumentException("a percentile must be between 0 and 100, but was " + p);
        }
        Samples lower = finite.plus(censoredAges);
        long n = lower.count() + beyond;
        if (n == 0) {
            return new Quantile(p, Optional.empty(), false, false, Optional.empty(), 0, true);
        }
        long rank = OrderStatistics.rank(p, n);
        Optional<Duration> value = at(lower, rank);
        boolean atLeast = censoredAges.count() > MOST_CENSORED * n || rank > finite.count();
        return new Quantile(
                p,
                value,
                value.isEmpty(),
                atLeast && value.isPresent(),
                independent ? interval(p, n, lower, finite) : Optional.empty(),
                n,
                n < OrderStatistics.needed(p));
    }

    private Optional<DurationInterval> interval(double p, long n, Samples lower, Samples upper) {
        if (p <= 0 || p >= 100) {
            return Optional.empty();
        }
        long[] ranks = OrderStatistics.enclosingRanks(p, n);
        if (ranks[0] < 1 || ranks[1] > n) {
            return Optional.empty();
        }
        // Ends are exact and what lies between is not: of two equal samples the one at an end may come out smaller.
        return at(lower, ranks[0])
                .map(low -> new DurationInterval(
                        low,
                        at(upper, ranks[1]).map(high -> high.compareTo(low) < 0 ? low : high),
                        OrderStatistics.CONFIDENCE));
    }

    private static Optional<Duration> at(Samples samples, long rank) {
        return rank > samples.count() ? Optional.empty() : Optional.of(Duration.ofNanos(samples.nanosAtRank(rank)));
    }

    /**
     * Returns this distribution with every time turned into a rate, such as tokens per second from time per token, as
     * percentiles from the slow side.
     *
     * @param p which percentile, from 0 to 100; 99 means that 99 % are at least this fast
     * @return one over the p-th percentile in seconds, or empty where there is none or it is zero
     */
    public Optional<Double> rateAtLeastForPercent(double p) {
        return percentile(p).value().filter(time -> !time.isZero()).map(time -> 1e9 / time.toNanos());
    }

    /**
     * Returns how often each value occurred among the requests that succeeded.
     *
     * @return nanoseconds to counts
     */
    public SortedMap<Long, Long> counts() {
        return succeeded.counts();
    }
}
