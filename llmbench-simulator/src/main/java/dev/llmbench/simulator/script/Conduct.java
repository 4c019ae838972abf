package dev.llmbench.simulator.script;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How a scripted server behaves besides its answers.
 *
 * @param latency added before everything an answer sends: a constant service time
 * @param acceptDelay how long a new connection is not read
 * @param stall when the whole server falls silent
 * @param closeIdleAfter closes a connection this long after its last answer, as uvicorn does after 5 s; empty never
 * @param maxRequestsPerConnection after so many answers the connection is closed, announced by {@code connection: close}
 * @param tls whether the server speaks TLS, with a certificate made when it starts
 * @param step sends only every so often since the server's start, everything that has become due of all answers at once, as the
 *     steps of an engine do; empty sends everything when it is due
 */
public record Conduct(
        Duration latency,
        Duration acceptDelay,
        Optional<Stall> stall,
        Optional<Duration> closeIdleAfter,
        OptionalInt maxRequestsPerConnection,
        boolean tls,
        Optional<Duration> step) {
    /**
     * A server that falls silent again and again: during the first {@code stall} of every {@code period} since its start
     * nothing is sent, and what was due is sent when the stall ends. Requests are received meanwhile.
     *
     * @param period from the start of one stall to the start of the next
     * @param stall how long, shorter than the period
     */
    public record Stall(Duration period, Duration stall) {
        /** Refuses a stall that is not shorter than its period. */
        public Stall {
            Checks.positive(stall, "stall");
            if (stall.compareTo(period) >= 0) {
                throw new IllegalArgumentException(
                        "stall must be shorter than its period, but was " + stall + " of " + period);
            }
        }

        /**
         * Returns when something is sent that is due then.
         *
         * @param nanos since the server's start
         * @return the same, or the end of the stall that it falls into
         */
        public long sentNanos(long nanos) {
            long inPeriod = Math.floorMod(nanos, period.toNanos());
            return inPeriod < stall.toNanos() ? nanos - inPeriod + stall.toNanos() : nanos;
        }
    }

    /** Checks. */
    public Conduct {
        Checks.notNegative(latency, "latency");
        Checks.notNegative(acceptDelay, "acceptDelay");
        closeIdleAfter.ifPresent(after -> Checks.positive(after, "closeIdleAfter"));
        maxRequestsPerConnection.ifPresent(requests -> Checks.atLeast(1, requests, "maxRequestsPerConnection"));
        step.ifPresent(length -> Checks.positive(length, "step"));
    }

    /**
     * Returns when something is sent that is due then: behind a stall, and with the next step.
     *
     * @param nanos since the server's start
     * @return the same or later
     */
    public long sentNanos(long nanos) {
        long resumed = stall.map(silence -> silence.sentNanos(nanos)).orElse(nanos);
        return step.map(length -> -Math.floorDiv(-resumed, length.toNanos()) * length.toNanos())
                .orElse(resumed);
    }

    /** Returns the conduct of a plain server that adds nothing. */
    static Conduct plain() {
        return new Conduct(
                Duration.ZERO,
                Duration.ZERO,
                Optional.empty(),
                Optional.empty(),
                OptionalInt.empty(),
                false,
                Optional.empty());
    }
}
