package dev.llmbench.api;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * What became of requests. They add up: offered = succeeded + failed + censored + cancelled + dropped.
 *
 * @param offered how many were due
 * @param succeeded answered with at least one token and a proper end
 * @param failed by kind; absent kinds did not occur
 * @param censored still open when the level was cut off
 * @param cancelled ended by plan, such as load that was only held until the sample was complete
 * @param dropped could not be offered because of the cap on requests in flight
 * @param reconnected how many of them were sent again once, on a fresh connection, after a reset of a reused one before
 *     any byte of an answer
 */
public record RequestCounts(
        long offered,
        long succeeded,
        Map<FailureKind, Long> failed,
        long censored,
        long cancelled,
        long dropped,
        long reconnected) {
    private static final RequestCounts NONE = new RequestCounts(0, 0, Map.of(), 0, 0, 0, 0);

    /** Checks that they add up. */
    public RequestCounts {
        Map<FailureKind, Long> copy = new EnumMap<>(FailureKind.class);
        failed.forEach((kind, count) -> {
            if (count < 0) {
                throw new IllegalArgumentException("failed must not be negative, but was " + count + " of " + kind);
            }
            if (count > 0) {
                copy.put(kind, count);
            }
        });
        failed = Collections.unmodifiableMap(copy);
        long sum = succeeded + sum(failed) + censored + cancelled + dropped;
        if (offered != sum) {
            throw new IllegalArgumentException("offered (" + offered + ") must be succeeded (" + succeeded
                    + ") + failed ("
                    + sum(failed) + ") + censored (" + censored + ") + cancelled (" + cancelled + ") + dropped ("
                    + dropped + ") = " + sum);
        }
        if (Math.min(Math.min(succeeded, censored), Math.min(Math.min(cancelled, dropped), reconnected)) < 0) {
            throw new IllegalArgumentException("counts must not be negative, but were succeeded " + succeeded
                    + ", censored " + censored + ", cancelled " + cancelled + ", dropped " + dropped
                    + ", reconnected " + reconnected);
        }
    }

    /**
     * Returns no requests.
     *
     * @return zeros
     */
    public static RequestCounts none() {
        return NONE;
    }

    /**
     * Returns the number of failed requests of all kinds.
     *
     * @return 0 or more
     */
    public long failedTotal() {
        return sum(failed);
    }

    /**
     * Returns {@code succeeded / (succeeded + failed)}.
     *
     * @return a fraction from 0 to 1; 1 when nothing finished
     */
    public double successRate() {
        long finished = succeeded + failedTotal();
        return finished == 0 ? 1 : (double) succeeded / finished;
    }

    /**
     * Returns {@code succeeded / (offered - censored - cancelled)}: dropped requests count against it.
     *
     * @return a fraction from 0 to 1; 1 when nothing is left to judge
     */
    public double servedShare() {
        long judged = offered - censored - cancelled;
        return judged == 0 ? 1 : (double) succeeded / judged;
    }

    /**
     * Returns these counts and others together.
     *
     * @param other more requests
     * @return the sum
     */
    public RequestCounts plus(RequestCounts other) {
        Map<FailureKind, Long> kinds = new EnumMap<>(FailureKind.class);
        kinds.putAll(failed);
        other.failed.forEach((kind, count) -> kinds.merge(kind, count, Long::sum));
        return new RequestCounts(
                offered + other.offered,
                succeeded + other.succeeded,
                kinds,
                censored + other.censored,
                cancelled + other.cancelled,
                dropped + other.dropped,
                reconnected + other.reconnected);
    }

    private static long sum(Map<FailureKind, Long> failed) {
        return failed.values().stream().mapToLong(Long::longValue).sum();
    }
}
