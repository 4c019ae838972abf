package dev.llmbench.simulator;

/**
 * What a modelled engine has done since its start.
 *
 * @param promptTokens tokens of the prompts of all requests that had a first token
 * @param generatedTokens tokens of all answers, those of cancelled requests too
 * @param finishedRequests requests that had their last token
 * @param preemptions how often a sequence had to start again because the cache was full
 * @param prefixTokens prompt tokens that were found in the prefix cache
 */
public record EngineTotals(
        long promptTokens, long generatedTokens, long finishedRequests, long preemptions, long prefixTokens) {}
