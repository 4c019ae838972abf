package dev.llmbench.simulator;

import java.time.Duration;

/**
 * What a modelled engine has done since its start.
 *
 * @param promptTokens tokens of the prompts of all requests that had a first token
 * @param generatedTokens tokens of all answers, those of cancelled requests too
 * @param finishedRequests requests that had their last token
 * @param preemptions how often a sequence had to start again because the cache was full
 * @param prefixTokens prompt tokens that were found in the prefix cache
 * @param busy time that the model gave to all steps
 * @param late time that this machine added to that: for so long steps that should have begun did not
 */
public record EngineTotals(
        long promptTokens,
        long generatedTokens,
        long finishedRequests,
        long preemptions,
        long prefixTokens,
        Duration busy,
        Duration late) {
    /**
     * Returns the share of the engine's time in which the machine held the model up: what was asked of such a server says
     * that much about the machine, and not about the engine that it stands for.
     *
     * @return late / (busy + late), from 0 to 1; 0 of an engine that has done nothing
     */
    public double lateShare() {
        double all = (double) busy.plus(late).toNanos();
        return all > 0 ? late.toNanos() / all : 0;
    }
}
