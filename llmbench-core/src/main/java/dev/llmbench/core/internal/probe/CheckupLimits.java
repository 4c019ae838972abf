package dev.llmbench.core.internal.probe;

import java.time.Duration;

/**
 * How long a diagnosis waits, and what it calls slow.
 *
 * @param connect for a connection, and for TLS to be agreed upon
 * @param lookup for small answers, such as the list of models
 * @param answer for the answer to a prompt; a server may have to load the model first
 * @param slowFirstToken a first token later than this, on a server that has answered before, is told
 * @param slowRoundTrip a connection that takes longer than this is told
 * @param prefixCache no further question about the prefix cache is asked after this time
 */
public record CheckupLimits(
        Duration connect,
        Duration lookup,
        Duration answer,
        Duration slowFirstToken,
        Duration slowRoundTrip,
        Duration prefixCache) {
    /**
     * Returns the usual limits.
     *
     * @param answer how long to wait for an answer
     * @return connect 10 s, lookups 10 s; a first token is slow after 1 s, a connection after 20 ms; 20 s for the prefix cache
     */
    public static CheckupLimits waiting(Duration answer) {
        return new CheckupLimits(
                Duration.ofSeconds(10),
                Duration.ofSeconds(10),
                answer,
                Duration.ofSeconds(1),
                Duration.ofMillis(20),
                Duration.ofSeconds(20));
    }
}
