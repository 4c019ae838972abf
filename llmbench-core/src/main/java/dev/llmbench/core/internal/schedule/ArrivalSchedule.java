package dev.llmbench.core.internal.schedule;

import dev.llmbench.api.Arrival;
import dev.llmbench.api.LoadLevel;
import java.util.SplittableRandom;

/**
 * The intended starts of an open loop, one after the other, as offsets from the level's start.
 *
 * <p>Two schedules of one rate and seed are equal, so that several event loops can share one by taking turns.
 */
public final class ArrivalSchedule {
    private static final double NANOS_PER_SECOND = 1e9;

    private final double meanGapNanos;
    private final Arrival arrival;
    private final SplittableRandom random;
    private long index;
    private double poissonOffset;

    private ArrivalSchedule(double requestsPerSecond, Arrival arrival, long seed) {
        this.meanGapNanos = NANOS_PER_SECOND / requestsPerSecond;
        this.arrival = arrival;
        this.random = new SplittableRandom(seed);
    }

    /**
     * Returns the schedule of a level from its beginning.
     *
     * @param rate the level
     * @param seed from which Poisson gaps are drawn
     * @return a new schedule
     */
    public static ArrivalSchedule of(LoadLevel.Rate rate, long seed) {
        return new ArrivalSchedule(rate.requestsPerSecond(), rate.arrival(), seed);
    }

    /**
     * Returns the next intended start.
     *
     * @return nanoseconds since the start of the level, never less than the one before
     */
    public long nextOffsetNanos() {
        if (arrival == Arrival.CONSTANT) {
            // A product, not a sum: the thousandth arrival must not carry a thousand rounding errors.
            return Math.round(meanGapNanos * index++);
        }
        // Inverse of the exponential distribution; 1 - u avoids the logarithm of zero.
        poissonOffset += -Math.log(1 - random.nextDouble()) * meanGapNanos;
        return Math.round(poissonOffset);
    }
}
