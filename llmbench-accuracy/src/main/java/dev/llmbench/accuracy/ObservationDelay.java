package dev.llmbench.accuracy;

import java.time.Duration;

/**
 * How long after a token-bearing event was handed to the server's socket its last byte was read: the stamp of the client's read
 * less the stamp of the server's write, over the events of the requests that started in the window.
 *
 * @param events how many
 * @param mean their mean
 * @param p50 their median
 * @param p99 their 99th percentile
 * @param max the longest
 */
public record ObservationDelay(long events, Duration mean, Duration p50, Duration p99, Duration max) {
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
