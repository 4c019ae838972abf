package dev.llmbench.api;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How the measured window W went, step by step.
 *
 * @param step length of a step; the last one ends with W and may be shorter
 * @param steps the steps from the start of W
 */
public record Timeline(Duration step, List<Step> steps) {
    /** Copies the list. */
    public Timeline {
        steps = List.copyOf(steps);
    }

    /**
     * One step.
     *
     * @param outputTokensPerSecond output tokens that arrived in it, per second
     * @param meanConcurrency requests under way, on average over the step
     * @param firstTokens requests whose first token arrived in it
     * @param meanTimeToFirstToken of those; absent where there was none
     * @param failures requests that failed in it
     */
    public record Step(
            double outputTokensPerSecond,
            double meanConcurrency,
            long firstTokens,
            Optional<Duration> meanTimeToFirstToken,
            long failures) {}
}
