package dev.llmbench.simulator.cost;

import java.time.Duration;

/**
 * A step that costs the same whatever lies in the cache: {@code decodeBase + decodePerSequence * sequences} when anything is
 * decoded, and {@code prefillOverhead + prefillPerToken * tokens} when any prompt is read.
 *
 * @param decodeBase a decode of any size
 * @param decodePerSequence more for every sequence in it
 * @param prefillOverhead a step's prefill of any size
 * @param prefillPerToken more for every prompt token in it
 */
public record FixedCost(
        Duration decodeBase, Duration decodePerSequence, Duration prefillOverhead, Duration prefillPerToken)
        implements StepCost {
    /** Refuses negative costs. */
    public FixedCost {
        notNegative(decodeBase, "decode base");
        notNegative(decodePerSequence, "decode perSequence");
        notNegative(prefillOverhead, "prefill overhead");
        notNegative(prefillPerToken, "prefill perToken");
    }

    /**
     * Returns costs in nanoseconds.
     *
     * @param decodeBase a decode of any size
     * @param decodePerSequence more for every sequence in it
     * @param prefillOverhead a step's prefill of any size
     * @param prefillPerToken more for every prompt token in it
     * @return the costs
     */
    public static FixedCost ofNanos(
            long decodeBase, long decodePerSequence, long prefillOverhead, long prefillPerToken) {
        return new FixedCost(
                Duration.ofNanos(decodeBase),
                Duration.ofNanos(decodePerSequence),
                Duration.ofNanos(prefillOverhead),
                Duration.ofNanos(prefillPerToken));
    }

    @Override
    public long nanos(StepWork work) {
        long decode = work.sequences() == 0 ? 0 : decodeBase.toNanos() + decodePerSequence.toNanos() * work.sequences();
        long prefill = work.prefillTokens() == 0
                ? 0
                : prefillOverhead.toNanos() + prefillPerToken.toNanos() * work.prefillTokens();
        return decode + prefill;
    }

    private static void notNegative(Duration duration, String name) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException(name + " must not be negative, but was " + duration);
        }
    }
}
