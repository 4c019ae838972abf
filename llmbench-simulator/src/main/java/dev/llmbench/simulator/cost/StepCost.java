package dev.llmbench.simulator.cost;

/** How long an engine takes for a step: {@link FixedCost}, {@link RooflineCost}, or one's own. */
@FunctionalInterface
public interface StepCost {
    /**
     * Returns the time of a step.
     *
     * @param work what it has to do
     * @return nanoseconds, not negative
     */
    long nanos(StepWork work);
}
