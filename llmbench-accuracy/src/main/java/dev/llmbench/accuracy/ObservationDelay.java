package dev.llmbench.accuracy;

import java.time.Duration;

/**
 * How long something was on its way: from the stamp just before its write on one side to the stamp of the read on the other that
 * brought its last byte.
 *
 * @param count how many were looked at
 * @param mean their mean
 * @param p50 their median
 * @param p99 their 99th percentile
 * @param max the longest
 */
public record ObservationDelay(long count, Duration mean, Duration p50, Duration p99, Duration max) {
    static ObservationDelay of(Samples nanos) {
        return nanos.count() == 0
                ? new ObservationDelay(0, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO)
                : new ObservationDelay(
                        nanos.count(),
                        Duration.ofNanos(Math.round(nanos.mean())),
                        Duration.ofNanos(nanos.percentile(50)),
                        Duration.ofNanos(nanos.percentile(99)),
                        Duration.ofNanos(nanos.percentile(100)));
    }
}
