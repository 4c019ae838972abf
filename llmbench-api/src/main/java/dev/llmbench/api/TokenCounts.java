package dev.llmbench.api;

import java.util.Optional;

/**
 * Tokens of a level.
 *
 * @param output output tokens by the server's usage, over every request of the level that reported it (all phases)
 * @param prompt prompt tokens by the server's usage, likewise
 * @param cachedPrompt prompt tokens from a prefix cache, where the server tells
 * @param events token-bearing events that the client saw, all phases; the client's own count, never mixed with the
 *     server's
 * @param reads socket reads that brought at least one token-bearing event, all phases
 * @param basis on what the weights of output tokens in the window rest
 * @param lengths wanted and real lengths of the requests measured
 * @param promptBasis on what the input tokens of {@link Throughput#totalTokens()} rest: exact by the server's usage, or
 *     estimated by the wanted length of the prompt, else by the mean of those that were told, where the usage never
 *     came; no share at all where nothing is known of any prompt's length, so that input is missing from the total; absent
 *     in results of versions that didn't tell
 */
public record TokenCounts(
        long output,
        long prompt,
        Optional<Long> cachedPrompt,
        long events,
        long reads,
        TokenBasis basis,
        Lengths lengths,
        Optional<TokenBasis> promptBasis) {
    /**
     * Wanted and real lengths of the measured requests that succeeded.
     *
     * @param promptMean mean prompt tokens of a request, by usage
     * @param outputMean mean output tokens of a request, by usage
     * @param promptDeviation median of |real - wanted| / wanted of the prompt, a fraction
     * @param outputDeviation the same of the answer; only where its length was to be forced
     */
    public record Lengths(
            Optional<Double> promptMean,
            Optional<Double> outputMean,
            Optional<Double> promptDeviation,
            Optional<Double> outputDeviation) {
        /**
         * Returns that nothing is known.
         *
         * @return all absent
         */
        public static Lengths unknown() {
            return new Lengths(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        }
    }
}
