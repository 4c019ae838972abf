package dev.llmbench.simulator.cost;

import dev.llmbench.catalog.Roofline;

/**
 * A step that is as fast as memory and arithmetic of the GPUs allow. Real engines are slower: they add their own overhead to
 * every step and reach only a part of what a data sheet promises.
 *
 * @param limits of the model on the GPUs
 */
public record RooflineCost(Roofline limits) implements StepCost {
    private static final double NANOS = 1e9;

    @Override
    public long nanos(StepWork work) {
        return Math.round(NANOS
                * limits.stepSeconds(
                        work.sequences(), work.contextTokens(), work.prefillTokens(), work.prefillPairs()));
    }
}
