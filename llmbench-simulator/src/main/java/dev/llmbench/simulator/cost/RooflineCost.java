package dev.llmbench.simulator.cost;

import dev.llmbench.catalog.Roofline;

/**
 * A step that is as fast as memory and arithmetic of the GPUs allow. Real steps are slower: engines add their own overhead to
 * each and reach only a part of what a data sheet promises.
 *
 * @param limits of the model on the GPUs
 */
public record RooflineCost(Roofline limits) implements StepCost {
    private static final double NANOS = 1e9;

    @Override
    public long nanos(StepWork work) {
        // counts are far below 2^53, so nothing is lost
        double seconds = limits.stepSeconds(
                work.sequences(), (double) work.contextTokens(), (double) work.prefillTokens(), (double)
                        work.prefillPairs());
        return Math.round(NANOS * seconds);
    }
}
